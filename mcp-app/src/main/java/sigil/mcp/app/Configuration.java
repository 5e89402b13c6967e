package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.auth.CloudflareAccess;
import sigil.mcp.auth.Endpoint;
import sigil.mcp.auth.Issuer;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.http.ActionSettings;
import sigil.mcp.http.HttpLimits;
import sigil.mcp.http.HttpSettings;

/** The configuration in effect: every value has its type and its source, and they do not contradict one another. */
final class Configuration {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final Map<String, ConfigurationLayer.Value> values;
    private final Map<String, RepositorySetting> repositories;
    private final Map<String, String> environment;

    private Configuration(Map<String, ConfigurationLayer.Value> values, Map<String, RepositorySetting> repositories,
                          Map<String, String> environment) {
        this.values = values;
        this.repositories = repositories;
        this.environment = environment;
    }

    /**
     * Lays the sources over one another: defaults, file, environment, flags.
     *
     * @throws ConfigurationException with everything that is wrong, not only the first
     */
    static Configuration of(List<ConfigurationLayer> layers, Map<String, String> environment) {
        Map<String, ConfigurationLayer.Value> values = new LinkedHashMap<>();
        Map<String, RepositorySetting> repositories = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        Setting.ALL.forEach(setting -> values.put(setting.key(), new ConfigurationLayer.Value(setting.defaultValue(), "default")));
        for (ConfigurationLayer layer : layers) {
            values.putAll(layer.values());
            repositories.putAll(layer.repositories());
            problems.addAll(layer.problems());
        }
        Configuration configuration = new Configuration(values, repositories, environment);
        if (problems.isEmpty()) {
            problems.addAll(configuration.contradictions());
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    private List<String> contradictions() {
        List<String> problems = new ArrayList<>();
        if (!truth(Setting.AUTH_REQUIRED)) {
            if (publicUrl().isPresent()) {
                problems.add("auth.required is false while server.public_url is set: anyone who knows the URL could read your repositories."
                        + " Remove one of the two.");
            }
            if (!LOOPBACK.contains(text(Setting.HOST))) {
                problems.add("auth.required is false while server.host is " + text(Setting.HOST)
                        + ": without tokens the server listens on 127.0.0.1 only.");
            }
        }
        if (number(Setting.STREAM_AFTER) >= number(Setting.CALL_TIMEOUT)) {
            problems.add("limits.stream_after_seconds must be below limits.call_timeout_seconds, or no slow answer would ever stream.");
        }
        if (texts(Setting.ACTION_TOOLS).size() > ActionSettings.MOST_TOOLS) {
            problems.add("actions.tools names " + texts(Setting.ACTION_TOOLS).size() + " tools, and a GPT takes " + ActionSettings.MOST_TOOLS + ".");
        }
        if (truth(Setting.METRICS_ENABLED) && number(Setting.METRICS_PORT) != 0 && number(Setting.METRICS_PORT) == number(Setting.PORT)) {
            problems.add("metrics.port is that of server.port: the figures have a port of their own, since no proxy may lead to it.");
        }
        problems.addAll(AccessSettings.contradictions(this));
        problems.addAll(EmbeddingRules.contradictions(this));
        return problems;
    }

    String text(Setting setting) {
        return values.get(setting.key()).texts().getFirst();
    }

    Optional<String> optional(Setting setting) {
        return values.get(setting.key()).texts().stream().findFirst();
    }

    List<String> texts(Setting setting) {
        return values.get(setting.key()).texts();
    }

    int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    boolean truth(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    String source(Setting setting) {
        return values.get(setting.key()).source();
    }

    Map<String, RepositorySetting> repositories() {
        return repositories;
    }

    /** The public URL without a trailing slash. */
    Optional<URI> publicUrl() {
        return optional(Setting.PUBLIC_URL).map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
    }

    /**
     * Under which origin clients reach the server: its public URL, or else this machine alone.
     *
     * @param port where it listens
     */
    Issuer issuer(int port) {
        String loopback = text(Setting.HOST).contains(":") ? "[::1]" : "127.0.0.1";
        return Issuer.of(publicUrl().map(URI::toString).orElseGet(() -> "http://" + loopback + ":" + port));
    }

    /**
     * Which tools are actions.
     *
     * @param port where the server listens
     */
    ActionSettings actions(int port) {
        Issuer issuer = issuer(port);
        return new ActionSettings(issuer.value(), texts(Setting.ACTION_TOOLS), truth(Setting.AUTH_REQUIRED)
                ? Optional.of(new ActionSettings.OAuth(Endpoint.AUTHORIZE.at(issuer), Endpoint.TOKEN.at(issuer)))
                : Optional.empty());
    }

    Path stateDirectory() {
        return optional(Setting.STATE_DIRECTORY).map(ConfigurationLayer::homeExpanded).orElseGet(() -> Path.of(environment.containsKey("STATE_DIRECTORY")
                // systemd lists several with colons; this program's unit names one
                ? environment.get("STATE_DIRECTORY").split(":", 2)[0]
                : environment.getOrDefault("XDG_STATE_HOME", System.getProperty("user.home") + "/.local/state") + "/sigil-mcp"));
    }

    HttpSettings httpSettings() {
        Set<String> hosts = new LinkedHashSet<>(LOOPBACK);
        hosts.addAll(texts(Setting.ALLOWED_HOSTS));
        publicUrl().ifPresent(url -> hosts.add(url.getHost()));
        HttpLimits limits = new HttpLimits(number(Setting.MAX_BODY), number(Setting.MAX_HEADER), number(Setting.MAX_DEPTH),
                number(Setting.MAX_CALLS), number(Setting.MAX_STREAMS), number(Setting.MAX_CONNECTIONS), seconds(Setting.CALL_TIMEOUT),
                seconds(Setting.STREAM_AFTER), seconds(Setting.HEARTBEAT), seconds(Setting.IDLE_TIMEOUT),
                seconds(Setting.SHUTDOWN_GRACE), seconds(Setting.POLL_AFTER), number(Setting.MAX_REPLAY),
                seconds(Setting.REQUEST_SILENCE), seconds(Setting.REQUEST_TIMEOUT));
        return new HttpSettings(text(Setting.HOST), number(Setting.PORT), hosts, Set.copyOf(texts(Setting.ALLOWED_ORIGINS)), limits);
    }

    /** Cloudflare Access in front of this server, if the owner configured it. */
    Optional<CloudflareAccess> cloudflareAccess() {
        return AccessSettings.of(this);
    }

    ServerLimits serverLimits() {
        return new ServerLimits(number(Setting.PAGE_SIZE), number(Setting.MAX_SESSIONS), seconds(Setting.SESSION_IDLE),
                number(Setting.MAX_SUBSCRIPTIONS), number(Setting.MAX_BATCH), number(Setting.MAX_TASKS), seconds(Setting.TASK_TTL),
                seconds(Setting.ASK_TIMEOUT), seconds(Setting.STATE_TTL));
    }

    private Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    /** The whole of it, in the shape of the file. */
    JsonObject toJson() {
        return json(Map.of());
    }

    /**
     * The same with the place where state lies even if nobody said it.
     *
     * @param port on which the server listens, also where any would do
     */
    JsonObject forFeatures(int port) {
        return json(Map.of(Setting.STATE_DIRECTORY.key(), JsonCodec.string(stateDirectory().toAbsolutePath().toString()),
                Setting.PORT.key(), JsonCodec.number(port)));
    }

    private JsonObject json(Map<String, JsonValue> instead) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            if (setting.isList() || !texts(setting).isEmpty()) {
                said.put(setting.key(), value(setting));
            }
        }
        said.putAll(instead);
        JsonObjectBuilder all = nested(said);
        JsonObjectBuilder table = JsonCodec.object();
        repositories.forEach((name, repository) -> table.add(name, repository(repository)));
        return all.add("repositories", table).build();
    }

    /** Keys with dots, as objects in objects. */
    private static JsonObjectBuilder nested(Map<String, JsonValue> values) {
        JsonObjectBuilder object = JsonCodec.object();
        Map<String, Map<String, JsonValue>> deeper = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                object.add(key, value);
            } else {
                deeper.computeIfAbsent(key.substring(0, dot), _ -> new LinkedHashMap<>()).put(key.substring(dot + 1), value);
            }
        });
        deeper.forEach((name, inner) -> object.add(name, nested(inner)));
        return object;
    }

    private JsonValue value(Setting setting) {
        return switch (setting.type()) {
            case SettingType.Texts _, SettingType.Members _ -> JsonCodec.array(texts(setting)).build();
            case SettingType.Whole whole -> JsonCodec.number(number(setting));
            case SettingType.Truth truth -> truth(setting) ? JsonValue.TRUE : JsonValue.FALSE;
            default -> JsonCodec.string(text(setting));
        };
    }

    private static JsonObjectBuilder repository(RepositorySetting repository) {
        JsonArrayBuilder exclude = JsonCodec.array(repository.exclude());
        return JsonCodec.object()
                .add("path", repository.path().toString())
                .add("description", repository.description())
                .add("exclude", exclude);
    }
}
