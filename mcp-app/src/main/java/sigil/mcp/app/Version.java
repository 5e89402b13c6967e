package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as the build wrote it down. */
final class Version implements IVersionProvider {
    private static final String CURRENT = read();

    static String current() {
        return CURRENT;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sigil-mcp " + CURRENT};
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
