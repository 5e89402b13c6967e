package sigil.code.search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SecretRulesTest {

    /** As the gate judges: every segment in turn, all but the last as directories. */
    private static boolean refused(SecretRules rules, String path) {
        var directory = "";
        var segments = path.split("/");
        for (int i = 0; i < segments.length; i++) {
            if (rules.refuses(directory, segments[i], i < segments.length - 1)) {
                return true;
            }
            directory = AskedPath.join(directory, segments[i]);
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", ".env~", ".env.bak", "prod.env.old", "server.key ", "server.key.", "prod.ｐem", "id_rsa.20240101", "a.pem.orig~", "a/.ENV", ".env.local", ".env.production", "prod.env", "x/key.pem", "X.PEM", "a.key", "a.p12", "a.pfx", "a.jks", "a.keystore", "a.kdbx",
            "a.ppk", "id_rsa", "id_rsa.bak", "id_ed25519", ".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".pgpass", ".my.cnf", ".dockercfg",
            ".docker/config.json", "home/.docker/config.json", ".aws/credentials", "x/.aws/anything/deep", ".ssh/config", ".gnupg/x", ".kube/config", "credentials",
            "credentials.json", "Credentials.yml", "client_secret_123.json", "service-account-prod.json", "secrets.yaml", "secrets.toml", "terraform.tfstate",
            "terraform.tfstate.backup", "prod.tfvars", "prod.tfvars.json", ".terraformrc", ".vault-token", ".m2/settings.xml", "kubeconfig", ".dev.vars"})
    void secretsAreRefused(String path) {
        assertThat(refused(SecretRules.standard(), path), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {".env.example", ".env.sample", ".env.template", "id_rsa.pub", "Credentials.java", "SecretRules.java", "src/secrets/Vault.java",
            "src/credentials/Login.java", "keys.md", "credentials.go", "secrets.py", "environment.ts", "config.json", "docker/config.json", "kube/config", "aws/main.tf",
            "KeyStore.java", "ssh/client.c", "monkey", "key", "settings.xml", "env", "package.json", "keyboard.keymap"})
    void ordinaryFilesAreNot(String path) {
        assertThat(refused(SecretRules.standard(), path), is(false));
    }

    @Test
    void theOwnerAddsAndExempts() {
        var rules = new SecretRules(List.of("internal/", "*.private", "ops/*.yml"), List.of("test.pem"));
        assertThat(refused(rules, "a/internal/b"), is(true));
        assertThat(refused(rules, "internal"), is(false));
        assertThat(refused(rules, "x.PRIVATE"), is(true));
        assertThat(refused(rules, "x/ops/a.yml"), is(true));
        assertThat(refused(rules, "x/dev/a.yml"), is(false));
        assertThat(refused(rules, "test.pem"), is(false));
        assertThat(refused(rules, "other.pem"), is(true));
    }

    @Test
    void aDirectoryThatIsSecretInOnePlaceIsNotBecauseItWasServedInAnother() {
        var rules = SecretRules.standard();
        for (int again = 0; again < 2; again++) {
            assertThat(rules.refuses("", "gcloud", true), is(false));
            assertThat(rules.refuses("home/.config", "gcloud", true), is(true));
            assertThat(rules.refuses("", "src", true), is(false));
            assertThat(rules.refuses("", ".ssh", true), is(true));
            assertThat(rules.refuses("", ".ssh.bak", true), is(true));
            assertThat("a name of files only", rules.refuses("", "credentials", true), is(false));
            assertThat(rules.refuses("", "credentials", false), is(true));
        }
    }

    @Test
    void anUnusablePatternIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> new SecretRules(List.of("/abs"), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SecretRules(List.of(" "), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SecretRules(List.of(), List.of("a/b")));
    }
}
