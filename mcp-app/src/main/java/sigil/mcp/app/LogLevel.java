package sigil.mcp.app;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** The configured level, laid over that of the logging configuration. */
final class LogLevel {

    private LogLevel() {
    }

    static void set(String level) {
        if (!level.equals("info")) {
            Configurator.setRootLevel(Level.valueOf(level));
        }
    }
}
