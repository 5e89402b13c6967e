package sigil.code.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which files hold secrets and are served by nothing, tracked or not. Patterns are globs ({@code *}, {@code ?}) on whole names, without
 * regard to case. A pattern with {@code /} inside speaks of consecutive segments; one that ends in {@code /} speaks of directories only;
 * what matches a directory covers everything beneath it. An exception, matched by the last name alone, lets a name through.
 */
public final class SecretRules {

    /** Refused wherever the name stands in a path. */
    private static final List<String> ANYWHERE = List.of(
            ".env", ".env.*", ".envrc", ".dev.vars", ".dev.vars.*", ".secrets", ".flaskenv",
            "*.pem", "*.key", "*.p8", "*.p12", "*.pfx", "*.pkcs12", "*.jks", "*.jceks", "*.keystore", "*.bks", "*.kdb", "*.kdbx", "*.ppk",
            "*.ovpn", "*.agekey", "*.keytab",
            "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "secring.*", "*.tfstate", "*.tfstate.*", "*.tfvars", "*.tfvars.json",
            ".terraformrc", "terraform.rc", ".vault-token", ".vault_pass*", ".vault-pass*",
            ".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".pgpass", ".my.cnf", ".mylogin.cnf", ".dockercfg",
            ".dockerconfigjson", ".s3cfg", ".boto", ".rhosts", "kubeconfig", "*.kubeconfig", "settings-security.xml",
            ".docker/config.json", ".kube/config", ".m2/settings.xml", ".config/gh/hosts.yml", ".config/gcloud/",
            ".aws/", ".azure/", ".ssh/", ".gnupg/", ".password-store/", ".cloudflared/");

    /** Refused as files only: directories of these names are ordinary source packages. */
    private static final List<String> FILES = filesOnly();

    private static final List<String> SAMPLES = List.of(".env.example", ".env.sample", ".env.template", ".env.dist", ".env.*.example",
            ".env.*.sample", ".env.*.template", "example.env", "sample.env", "template.env", ".dev.vars.example",
            "id_rsa*.pub", "id_dsa*.pub", "id_ecdsa*.pub", "id_ed25519*.pub");

    private static List<String> filesOnly() {
        var names = new ArrayList<>(List.of("credentials", "*.env", "client_secret*.json", "service-account*.json", "service_account*.json",
                "serviceaccount*.json", "*-service-account.json", "*firebase-adminsdk*.json", "local.settings.json",
                "application_default_credentials.json", "credentials.tfrc.json"));
        // by ending: Credentials.java and secrets.go are source
        for (var ending : List.of("json", "yml", "yaml", "toml", "properties", "ini", "conf", "cfg", "xml", "csv", "txt", "db")) {
            names.add("credentials." + ending);
            names.add("secrets." + ending);
            names.add("secret." + ending);
        }
        return List.copyOf(names);
    }

    private record Rule(List<NameGlob> segments, boolean directory) {
        static Rule of(String pattern) {
            if (pattern.isBlank() || pattern.startsWith("/") || pattern.contains("//") || pattern.equals("/")) {
                throw new IllegalArgumentException("secret pattern '" + pattern
                        + "' is not usable: write a name or names joined by single '/', without a leading '/'");
            }
            return new Rule(List.of(pattern.split("/")).stream().map(NameGlob::new).toList(), pattern.endsWith("/"));
        }
    }

    private final Set<String> names = new HashSet<>();
    /** by what the last segment is to match */
    private final NameTable<Rule> rules = new NameTable<>();
    /** What is put behind the name of a file when it is kept. */
    private static final Pattern BACKUP = Pattern.compile("(?:[~. ]+|[._-](?:bak|backup|old|orig|save|saved|copy|tmp|swp|swo|[0-9]{1,8}))$");

    /** What such a name ends with: with anything else, nothing was put behind it. */
    private static final String BACKUP_ENDS = "~. kpdgeyo0123456789";

    private static final int MOST_HARMLESS = 4_096;

    /** Names of directories of which no rule speaks, as they come again and again ({@code src}, {@code main}). */
    private final Set<String> harmless = ConcurrentHashMap.newKeySet();
    private final NameTable<String> fileRules = new NameTable<>();
    private final NameTable<String> exceptions = new NameTable<>();

    /**
     * The built-in rules and the owner's.
     *
     * @param denied  further patterns to refuse
     * @param allowed further names to let through; they win over every refusal of the same name
     * @throws IllegalArgumentException naming a pattern that cannot be used
     */
    public SecretRules(List<String> denied, List<String> allowed) {
        var all = new ArrayList<>(ANYWHERE);
        all.addAll(denied);
        for (var pattern : all) {
            var rule = Rule.of(pattern);
            if (rule.segments().size() == 1 && !rule.directory() && rule.segments().getFirst().literal()) {
                names.add(rule.segments().getFirst().text());
            } else {
                rules.add(rule.segments().getLast(), rule);
            }
        }
        FILES.forEach(pattern -> fileRules.add(new NameGlob(pattern), pattern));
        var exceptional = new ArrayList<>(SAMPLES);
        for (var pattern : allowed) {
            if (pattern.isBlank() || pattern.contains("/")) {
                throw new IllegalArgumentException("secret exception '" + pattern + "' is not usable: write a single name, '*' and '?' allowed");
            }
            exceptional.add(pattern);
        }
        exceptional.forEach(pattern -> exceptions.add(new NameGlob(pattern), pattern));
    }

    /** @return the built-in rules */
    public static SecretRules standard() {
        return new SecretRules(List.of(), List.of());
    }

    /** Whether an entry of a directory that is served itself is refused. */
    boolean refuses(String directory, String entry, boolean isDirectory) {
        if (isDirectory && harmless.contains(entry)) {
            return false;
        }
        var name = plain(entry).toLowerCase(Locale.ROOT);
        if (exceptions.any(name, pattern -> true)) {
            return false;
        }
        var original = original(name);
        if (isDirectory && !concerns(name) && !concerns(original)) {
            if (harmless.size() < MOST_HARMLESS) {
                harmless.add(entry);
            }
            return false;
        }
        return matches(directory, name, isDirectory) || !original.equals(name) && matches(directory, original, isDirectory);
    }

    /** Whether a rule speaks of directories of that name, wherever they are. */
    private boolean concerns(String name) {
        return names.contains(name) || rules.any(name, rule -> true);
    }

    /** With characters that only look otherwise as what they look like. */
    private static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
            }
        }
        return name;
    }

    private boolean matches(String directory, String name, boolean isDirectory) {
        return names.contains(name) || !isDirectory && fileRules.any(name, pattern -> true)
                || rules.any(name, rule -> (isDirectory || !rule.directory()) && parentsMatch(rule, directory));
    }

    /** The name that an editor or a person made a backup of: {@code .env~}, {@code prod.env.bak}, {@code server.key.old}. */
    private static String original(String name) {
        var original = name;
        for (boolean again = true; again && BACKUP_ENDS.indexOf(original.charAt(original.length() - 1)) >= 0;) {
            var shorter = BACKUP.matcher(original).replaceFirst("");
            again = !shorter.isEmpty() && !shorter.equals(original);
            original = again ? shorter : original;
        }
        return original;
    }

    private static boolean parentsMatch(Rule rule, String directory) {
        if (rule.segments().size() == 1) {
            return true;
        }
        var parents = directory.toLowerCase(Locale.ROOT).split("/");
        int shift = parents.length - (rule.segments().size() - 1);
        if (shift < 0) {
            return false;
        }
        for (int i = 0; i < rule.segments().size() - 1; i++) {
            if (!rule.segments().get(i).matches(parents[shift + i])) {
                return false;
            }
        }
        return true;
    }
}
