package sigil.mcp.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sigil.mcp.auth.AuthorizationServer;

/**
 * A key of the configuration.
 *
 * @param key          its path, such as {@code server.port}
 * @param type         what its value may be
 * @param defaultValue what holds where nothing is said; one text for each entry of a list; empty where there is no default
 * @param meaning      a sentence for people
 */
record Setting(String key, SettingType type, List<String> defaultValue, String meaning) {
    private static final SettingType TEXT = new SettingType.Text();
    private static final SettingType TEXTS = new SettingType.Texts();
    private static final SettingType TRUTH = new SettingType.Truth();

    static final Setting HOST = one("server.host", TEXT, "127.0.0.1", "Address to listen on; a tunnel needs no other than loopback.");
    static final Setting PORT = one("server.port", new SettingType.Whole(0, 65_535, "0 takes any free port"), "8000", "Port to listen on.");
    static final Setting PUBLIC_URL = new Setting("server.public_url", new SettingType.PublicUrl(), List.of(),
            "The origin that the tunnel gives this server; its host is always allowed.");
    static final Setting ALLOWED_HOSTS = new Setting("server.allowed_hosts", TEXTS, List.of(),
            "Further names for the Host header: exact, *.example.com, or * for any (with a warning).");
    static final Setting ALLOWED_ORIGINS = new Setting("server.allowed_origins", TEXTS, List.of("https://claude.ai", "https://chatgpt.com"),
            "Origins of web pages that may send requests, beside those on an allowed host.");
    static final Setting AUTH_REQUIRED = one("auth.required", TRUTH, "true",
            "Whether a token is needed; false only on loopback and without a public URL.");
    static final Setting REDIRECT_SCHEMES = new Setting("auth.redirect_schemes", TEXTS,
            AuthorizationServer.Settings.KNOWN_SCHEMES.stream().sorted().toList(),
            "Private-use URI schemes to which an authorization may be sent, beside https and loopback.");
    static final Setting CLIENT_HOSTS = new Setting("auth.client_hosts", TEXTS, List.of(),
            "Hosts from which clients may come whose id is a URL; empty for any, since you are asked in any case.");
    static final Setting ACCESS_TEAM = new Setting("auth.cloudflare_access.team", new SettingType.AccessTeam(), List.of(),
            "The team whose Cloudflare Access stands in front of this server; its assertions are then believed.");
    static final Setting ACCESS_AUDIENCE = new Setting("auth.cloudflare_access.audience", TEXT, List.of(),
            "The Application Audience (AUD) Tag of the application in Access.");
    static final Setting ACCESS_COVERS = one("auth.cloudflare_access.covers", new SettingType.Choice(List.of("pages", "all")), "pages",
            "Where an assertion counts: on the pages for people, instead of a passphrase, or everywhere, instead of a token too.");
    static final Setting ACCESS_MEMBERS = new Setting("auth.cloudflare_access.members", new SettingType.Members(), List.of(),
            "Who is who: the e-mail address in Access, or the client id of a service token, = the name of the member.");
    static final Setting SECRETS_DENY = new Setting("secrets.deny", TEXTS, List.of(),
            "Globs of further files that are never shown.");
    static final Setting SECRETS_ALLOW = new Setting("secrets.allow", TEXTS, List.of(),
            "Globs of files that may be shown although they look like secrets.");
    static final Setting HARD_LINKS = one("secrets.hard_links", new SettingType.Choice(List.of("refused", "served")), "refused",
            "Whether files are shown that have a second name (a hard link), which may be that of a file outside.");
    static final Setting WATCH_ENABLED = one("watch.enabled", TRUTH, "true",
            "Whether repositories are watched for changes, of which clients are told that subscribed to a file.");
    static final Setting ACTION_TOOLS = new Setting("actions.tools", TEXTS, List.of(),
            "Tools that are GPT Actions too, at most 30; empty for all that tools/list shows.");
    static final Setting STATE_DIRECTORY = new Setting("state.directory", TEXT, List.of(),
            "Where tokens and the index are kept; else $STATE_DIRECTORY, $XDG_STATE_HOME/sigil-mcp or ~/.local/state/sigil-mcp.");
    static final Setting INDEX_ENABLED = one("index.enabled", TRUTH, "true",
            "Whether searches are helped by an index in the state directory; without it they read every file.");
    static final Setting SYMBOLS_CTAGS = one("symbols.ctags", new SettingType.Program(List.of("auto", "off")), "auto",
            "universal-ctags, for symbols in languages that are not built in: where it is installed, not at all, or at this path.");
    static final Setting EMBEDDING_URL = new Setting("embedding.url", new SettingType.Endpoint(), List.of(),
            "The endpoint that makes vectors for semantic_search, such as http://127.0.0.1:11434/api/embed; without it words alone are compared.");
    static final Setting EMBEDDING_MODEL = new Setting("embedding.model", TEXT, List.of(), "The model, as the endpoint calls it.");
    static final Setting EMBEDDING_API = one("embedding.api", new SettingType.Choice(List.of("openai", "ollama")), "openai",
            "What the endpoint speaks: /v1/embeddings of OpenAI, or /api/embed of Ollama.");
    static final Setting EMBEDDING_DIMENSIONS = one("embedding.dimensions", new SettingType.Whole(0, 1_024, "numbers; 0 is what the model gives"), "0",
            "How long vectors are asked for, of models that can shorten them.");
    static final Setting EMBEDDING_KEY_FILE = new Setting("embedding.key_file", new SettingType.AbsolutePath(), List.of(),
            "A file with the key of the endpoint, if it wants one.");
    static final Setting EMBEDDING_ALLOW_REMOTE = one("embedding.allow_remote", TRUTH, "false",
            "Whether the endpoint may be another machine, to which your code is then sent.");
    static final Setting EMBEDDING_BATCH = one("embedding.batch", new SettingType.Whole(1, 256, "texts"), "16", "Texts in one request.");
    static final Setting METRICS_ENABLED = one("metrics.enabled", TRUTH, "false",
            "Whether figures for Prometheus are served on a second port, to every program of this machine.");
    static final Setting METRICS_PORT = one("metrics.port", new SettingType.Whole(0, 65_535, "0 takes any free port"), "9464",
            "Port on 127.0.0.1 for the figures.");
    static final Setting LOG_LEVEL = one("log.level", new SettingType.Choice(List.of("error", "warn", "info", "debug", "trace")), "info",
            "What is logged; requests are logged at info.");
    static final Setting MAX_BODY = limit("max_body_bytes", 1_024, 100 << 20, "bytes", 1 << 20,
            "Largest request body; over it 413. Eight of that size at a time; over it 429.");
    static final Setting MAX_HEADER = limit("max_header_bytes", 1_024, 1 << 20, "bytes", 32 << 10,
            "Largest request header; over it 431.");
    static final Setting MAX_DEPTH = limit("max_json_depth", 4, 1_000, "levels", 64, "Deepest nesting of a request body; over it 400.");
    static final Setting MAX_CALLS = limit("max_concurrent_calls", 1, 100_000, "calls", 64, "Calls at the same time; over it 429.");
    static final Setting MAX_STREAMS = limit("max_streams", 0, 100_000, "streams", 256,
            "Open streams; over it answers are sent whole.");
    static final Setting MAX_CONNECTIONS = limit("max_connections", 1, 100_000, "connections", 1_024,
            "TCP connections; over it they wait.");
    static final Setting MAX_FILE = limit("max_file_bytes", 1_024, 64 << 20, "bytes", 2 << 20,
            "Largest file that is searched.");
    static final Setting CALL_TIMEOUT = limit("call_timeout_seconds", 1, 3_600, "seconds", 45,
            "After this a call is answered without its tool; assistants give up at 45 to 60 s.");
    static final Setting STREAM_AFTER = limit("stream_after_seconds", 1, 60, "seconds", 5,
            "After this an answer that is not there becomes a stream.");
    static final Setting HEARTBEAT = limit("heartbeat_seconds", 1, 90, "seconds", 15, "Between two comments on a quiet stream.");
    static final Setting IDLE_TIMEOUT = limit("idle_timeout_seconds", 91, 86_400, "seconds; cloudflared pools connections for 90", 300,
            "After this an unused connection is closed.");
    static final Setting SHUTDOWN_GRACE = limit("shutdown_grace_seconds", 0, 300, "seconds", 10,
            "In this time running calls may finish when the server stops.");

    static final Setting POLL_AFTER = limit("poll_after_seconds", 1, 3_600, "seconds", 600,
            "After this a resumable stream is closed, and its client comes back for the rest.");
    static final Setting MAX_REPLAY = limit("max_replay_bytes", 0, 1 << 30, "bytes", 16 << 20,
            "Events of all resumable streams together that are kept for clients that come back; the oldest go first.");
    static final Setting REQUEST_SILENCE = limit("request_silence_seconds", 1, 3_600, "seconds", 10,
            "In the middle of a request whose token was not accepted yet; over it 408.");
    static final Setting REQUEST_TIMEOUT = limit("request_timeout_seconds", 1, 3_600, "seconds", 30,
            "For a header, and for a body without a token; over it 408.");
    static final Setting PAGE_SIZE = limit("page_size", 1, 10_000, "entries", 100, "Entries on a page of a list.");
    static final Setting MAX_SESSIONS = limit("max_sessions", 1, 1_000_000, "sessions", 1_000,
            "Open sessions; over it the one that was idle longest ends, and its client gets 404.");
    static final Setting SESSION_IDLE = limit("session_idle_seconds", 10, 604_800, "seconds", 3_600,
            "After this a session that nothing uses ends.");
    static final Setting MAX_SUBSCRIPTIONS = limit("max_subscriptions", 0, 100_000, "resources", 1_000,
            "Resources that one client subscribes to; over it -32602.");
    static final Setting MAX_BATCH = limit("max_batch", 1, 10_000, "messages", 50,
            "Messages in a batch, which revision 2025-03-26 alone has; over it -32600.");
    static final Setting MAX_TASKS = limit("max_tasks", 0, 100_000, "tasks", 200,
            "Tasks that are kept; over it a call stays a call.");
    static final Setting TASK_TTL = limit("task_ttl_seconds", 1, 604_800, "seconds", 3_600, "How long a task is kept, from its creation.");
    static final Setting ASK_TIMEOUT = limit("ask_timeout_seconds", 1, 86_400, "seconds", 300,
            "How long a call waits for its client to answer what it asks; that time is not the call's own.");
    static final Setting STATE_TTL = limit("state_ttl_seconds", 1, 86_400, "seconds", 900,
            "How long a client may take to come back with what it was asked (requestState).");

    /** Every key with a value of its own; {@code repositories} is a table beside them. */
    static final List<Setting> ALL = List.of(HOST, PORT, PUBLIC_URL, ALLOWED_HOSTS, ALLOWED_ORIGINS, AUTH_REQUIRED, REDIRECT_SCHEMES, CLIENT_HOSTS,
            ACCESS_TEAM,
            ACCESS_AUDIENCE, ACCESS_COVERS, ACCESS_MEMBERS, SECRETS_DENY, SECRETS_ALLOW, HARD_LINKS, WATCH_ENABLED, ACTION_TOOLS, MAX_BODY, MAX_HEADER, MAX_DEPTH, MAX_CALLS, MAX_STREAMS,
            MAX_CONNECTIONS, MAX_FILE, CALL_TIMEOUT, STREAM_AFTER, HEARTBEAT, IDLE_TIMEOUT, SHUTDOWN_GRACE, POLL_AFTER, MAX_REPLAY, REQUEST_SILENCE,
            REQUEST_TIMEOUT, PAGE_SIZE,
            MAX_SESSIONS, SESSION_IDLE, MAX_SUBSCRIPTIONS, MAX_BATCH, MAX_TASKS, TASK_TTL, ASK_TIMEOUT, STATE_TTL, STATE_DIRECTORY, INDEX_ENABLED, SYMBOLS_CTAGS,
            EMBEDDING_URL, EMBEDDING_MODEL, EMBEDDING_API, EMBEDDING_DIMENSIONS, EMBEDDING_KEY_FILE, EMBEDDING_ALLOW_REMOTE, EMBEDDING_BATCH,
            METRICS_ENABLED, METRICS_PORT, LOG_LEVEL);

    static Optional<Setting> of(String key) {
        return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    boolean isList() {
        return type.isList();
    }

    /** The variable of the environment that overrides it. */
    String variable() {
        return "SIGIL_MCP_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Setting one(String key, SettingType type, String value, String meaning) {
        return new Setting(key, type, List.of(value), meaning);
    }

    private static Setting limit(String name, int least, int most, String unit, int value, String meaning) {
        return one("limits." + name, new SettingType.Whole(least, most, unit), String.valueOf(value), meaning);
    }
}
