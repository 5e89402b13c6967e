package sigil.mcp.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value of the configuration may be. */
sealed interface SettingType {

    /** What is wrong with a value, in words that follow the name of its key; empty where nothing is. */
    Optional<String> fault(String value);

    /** Whether there may be any number of values. */
    default boolean isList() {
        return false;
    }

    /** Any text but an empty one. */
    record Text() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return value.isBlank() ? Optional.of("must not be empty") : Optional.empty();
        }
    }

    /** A whole number within bounds. */
    record Whole(int least, int most, String unit) implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            try {
                int number = Integer.parseInt(value);
                return number >= least && number <= most ? Optional.empty() : Optional.of(expected(value));
            } catch (NumberFormatException e) {
                return Optional.of(expected(value));
            }
        }

        private String expected(String value) {
            return "must be a whole number from " + least + " to " + most + (unit.isEmpty() ? "" : " (" + unit + ")") + ", not " + value;
        }
    }

    /** True or false. */
    record Truth() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("must be true or false, not " + value);
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return words.contains(value.toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of("must be one of " + String.join(", ", words) + ", not " + value);
        }
    }

    /** One of some words, or where a program lies: by its absolute path, so that none is taken from the directory one happens to be in. */
    record Program(List<String> words) implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return words.contains(value) || value.startsWith("/") && !value.endsWith("/")
                    ? Optional.empty()
                    : Optional.of("must be " + String.join(", ", words) + " or the absolute path of a program, not " + value);
        }
    }

    /** Where a file lies, by its absolute path. */
    record AbsolutePath() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return value.startsWith("/") && !value.endsWith("/") ? Optional.empty() : Optional.of("must be the absolute path of a file, not " + value);
        }
    }

    /** The URL of another server, with its path; keys have a file of their own. */
    record Endpoint() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            try {
                URI uri = new URI(value);
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (uri.getRawUserInfo() != null) {
                    return Optional.of("must not hold a name or a password");
                }
                return http && uri.getHost() != null && uri.getRawFragment() == null && uri.getRawPath().length() > 1
                        ? Optional.empty()
                        : Optional.of("must be an http or https URL with a path, such as http://127.0.0.1:11434/api/embed, not " + value);
            } catch (URISyntaxException e) {
                return Optional.of("is not a URL: " + value);
            }
        }
    }

    /** The URL of this server as the world knows it: only an origin, since every address on it is derived from it. */
    record PublicUrl() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            try {
                URI uri = new URI(value);
                boolean port = uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() < 65_536;
                boolean origin = port && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                        && uri.getRawFragment() == null && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
                return origin && "https".equals(uri.getScheme())
                        ? Optional.empty()
                        : Optional.of("must be an https origin without a path, such as https://mcp.example.com, not " + value);
            } catch (URISyntaxException e) {
                return Optional.of("is not a URL: " + value);
            }
        }
    }

    /** The host of a team of Cloudflare Access: its keys are fetched from there, so it is nobody else's host. */
    record AccessTeam() implements SettingType {
        private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+cloudflareaccess\\.com");

        @Override
        public Optional<String> fault(String value) {
            return HOST.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of("must be the host of a team, such as example.cloudflareaccess.com, not " + value);
        }
    }

    /** A list of those whom somebody else knows by another name. */
    record Members() implements SettingType {
        private static final Pattern ENTRY = Pattern.compile("\\S+=[^\\s=]+");

        @Override
        public Optional<String> fault(String value) {
            return ENTRY.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of("must have entries such as anna@example.com=anna, not " + value);
        }

        @Override
        public boolean isList() {
            return true;
        }
    }

    /** A list of texts. */
    record Texts() implements SettingType {
        @Override
        public Optional<String> fault(String value) {
            return value.isBlank() ? Optional.of("must not contain an empty entry") : Optional.empty();
        }

        @Override
        public boolean isList() {
            return true;
        }
    }
}
