package sigil.code.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel lets one account have of inotify, and what to say when that is used up. */
enum KernelLimit {
    WATCHES("max_user_watches", "All watches that this account may have are in use", 524_288),
    INSTANCES("max_user_instances", "All inotify instances that this account may have are in use", 1_024);

    private final String name;
    private final String fault;
    private final int enough;

    KernelLimit(String name, String fault, int enough) {
        this.name = name;
        this.fault = fault;
        this.enough = enough;
    }

    /** A sentence with the cure and the present value. */
    String words() {
        return words(Path.of("/proc/sys/fs/inotify", name));
    }

    String words(Path file) {
        var present = present(file);
        return fault + ": sudo sysctl fs.inotify." + name + "=" + Math.max(enough, doubled(present)) + " raises the limit (now " + present + ")";
    }

    /** In one read: the kernel gives such a file from its beginning only, and one that reads a byte to begin with gets a digit. */
    private static String present(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digits = new byte[64];
            return new String(digits, 0, Math.max(0, in.read(digits)), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "not readable";
        }
    }

    private static long doubled(String present) {
        try {
            return 2 * Long.parseLong(present);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
