package sigil.code.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where file systems are mounted of whose changes the kernel here hears nothing: they are made on another machine, or by another program
 * (proc_pid_mountinfo(5)).
 *
 * @param deaf     the mount points of such ones, with their types
 * @param hearing  the mount points of all others
 */
record Mounts(Map<Path, String> deaf, Set<Path> hearing) {

    private static final Set<String> DEAF = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "ceph", "afs", "coda", "lustre",
            "gpfs", "beegfs", "orangefs", "ocfs2", "gfs2", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "prl_tg", "drvfs", "fuse");

    static Mounts now() {
        try {
            return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Mounts(Map.of(), Set.of());
        }
    }

    static Mounts parse(String text) {
        var deaf = new HashMap<Path, String>();
        var hearing = new HashMap<Path, Boolean>();
        text.lines().forEach(line -> {
            var fields = line.split(" ");
            int dash = line.indexOf(" - ");
            if (fields.length < 5 || dash < 0) {
                return;
            }
            try {
                var point = Path.of(unescaped(fields[4]));
                var type = line.substring(dash + 3).split(" ")[0];
                // what is mounted later lies above
                deaf.remove(point);
                hearing.remove(point);
                if (DEAF.contains(type) || type.startsWith("fuse.")) {
                    deaf.put(point, type);
                } else {
                    hearing.put(point, true);
                }
            } catch (InvalidPathException e) {
                // a place that this system cannot name is none of ours
            }
        });
        return new Mounts(Map.copyOf(deaf), Set.copyOf(hearing.keySet()));
    }

    /** The type of the file system that a directory lies on, if nothing is heard of its changes. */
    Optional<String> deafness(Path directory) {
        for (var at = directory; at != null; at = at.getParent()) {
            if (deaf.containsKey(at)) {
                return Optional.of(deaf.get(at));
            }
            if (hearing.contains(at)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Space, tab, line feed and backslash are written as octal numbers. */
    private static String unescaped(String field) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(field.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
