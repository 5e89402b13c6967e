package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import sigil.tunnel.FileChange;
import sigil.tunnel.FileChange.Kind;
import sigil.tunnel.GeneratedFile;
import sigil.tunnel.SettingEdit;

/** The configuration file of this server, told its public name. It is the owner's: two values change, and nothing else of its text. */
final class ServerFile {
    private ServerFile() {
    }

    /**
     * What must change so that the server answers to a name.
     *
     * @throws ConfigurationException if the file cannot be edited, with what to write into it by hand
     */
    static FileChange change(Path file, String host) throws IOException {
        boolean there = Files.exists(file);
        String was = there ? Files.readString(file) : "{}\n";
        try {
            String with = SettingEdit.set(was, "server", "public_url", "https://" + host);
            String text = SettingEdit.add(with, "server", "allowed_hosts", host);
            return new FileChange(new GeneratedFile(file.toAbsolutePath(), text, there ? mode(file) : "600"),
                    !there ? Kind.CREATE : text.equals(was) ? Kind.SAME : Kind.UPDATE, there ? was : "");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(file + " cannot be edited (" + e.getMessage() + "). Write into it yourself: \"server\":"
                    + " {\"public_url\": \"https://" + host + "\", \"allowed_hosts\": [\"" + host + "\"]}"));
        }
    }

    private static String mode(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        int bits = permissions.stream().mapToInt(one -> 1 << (8 - one.ordinal())).sum();
        return String.format("%03o", bits);
    }
}
