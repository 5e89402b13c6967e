package sigil.mcp.app;

import java.util.ArrayList;
import java.util.List;
import sigil.tunnel.FileChange;
import sigil.tunnel.Permissions;
import sigil.tunnel.TunnelKind;
import sigil.tunnel.TunnelTraits;

/** What {@code tunnel init} shows before it writes and tells afterwards: no line is longer than 80 columns, unless a word or a command is. */
final class TunnelPreview {
    static final int WIDTH = 80;
    private static final String MARGIN = " ".repeat(9);
    private static final String TAB = " ".repeat(4);

    private TunnelPreview() {
    }

    /** Whether cloudflared's directory has a part in it. */
    static boolean isCloudflares(TunnelKind kind) {
        return switch (kind) {
            case CLOUDFLARE, TOKEN, QUICK -> true;
            case NGROK, TAILSCALE, NGINX, CADDY -> false;
        };
    }

    static List<List<String>> traits(TunnelKind kind) {
        TunnelTraits traits = TunnelTraits.of(kind);
        return List.of(List.of("URL lasts", traits.urlLifetime()), List.of("own domain", traits.customDomain()),
                List.of("page before", traits.interstitial()), List.of("Host", traits.hostHeader()), List.of("streams", traits.streams()));
    }

    static List<String> change(FileChange change, boolean replace) {
        List<String> lines = new ArrayList<>();
        boolean kept = change.kind() == FileChange.Kind.EDITED && !replace;
        lines.add(switch (change.kind()) {
            case CREATE -> "new      ";
            case SAME -> "as it is ";
            case UPDATE -> "changes  ";
            case EDITED -> replace ? "replaces " : "kept     ";
        } + change.file().path() + (kept ? "," : ""));
        if (kept) {
            lines.add(MARGIN + "which somebody wrote or edited. With --replace it would change so:");
        }
        if (change.kind() != FileChange.Kind.SAME) {
            change.difference().forEach(line -> lines.addAll(wrapped(MARGIN + line.charAt(0), line.substring(1))));
        }
        return lines;
    }

    static List<String> closed(List<Permissions> loose) {
        return loose.stream().map(one -> "closes   " + one.path() + " to others: " + one.is() + " becomes " + one.should()).toList();
    }

    static List<String> steps(List<String> steps) {
        List<String> lines = new ArrayList<>(List.of("What is left to do:"));
        for (int i = 0; i < steps.size(); i++) {
            String number = i + 1 + ". ";
            for (String line : steps.get(i).lines().toList()) {
                // what is indented is a command, which somebody copies
                lines.addAll(line.startsWith(" ") ? List.of(line) : wrapped(number, line));
                number = "   ";
            }
        }
        return lines;
    }

    /** A line keeps its indentation, also where it goes on; a key with its value stays one. */
    private static List<String> wrapped(String before, String text) {
        String printable = Printable.of(text.replace("\t", TAB));
        String indented = before + " ".repeat(printable.length() - printable.stripLeading().length());
        if (printable.strip().split(" +").length <= 2) {
            return List.of((before + printable).stripTrailing());
        }
        List<String> lines = new ArrayList<>();
        for (String line : Wrapped.whole(printable, WIDTH - indented.length())) {
            lines.add((lines.isEmpty() ? indented : " ".repeat(indented.length())) + line);
        }
        return lines.stream().map(String::stripTrailing).toList();
    }
}
