package sigil.mcp.app;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** The arrows between modules that must never be, and what keeps a module a room of its own. */
class ModuleArrowsTest {
    private static final Path ROOT = Path.of("..");
    /** The static factories of jakarta.json look the provider up on every call. */
    private static final Pattern STATIC_JSON =
            Pattern.compile("\\bJson\\s*\\.\\s*(create|encode|decode)|import\\s+(static\\s+)?jakarta\\.json\\.Json\\b");
    private static final Pattern HELIDON = Pattern.compile("\\bio\\.helidon\\b");

    private final Map<String, ModuleDescriptor> ours = new TreeMap<>();

    ModuleArrowsTest() {
        ModuleArrowsTest.class.getModule().getLayer().configuration().modules().stream()
                .map(module -> module.reference())
                .map(ModuleReference::descriptor)
                .filter(descriptor -> descriptor.name().startsWith("sigil."))
                .forEach(descriptor -> ours.put(descriptor.name(), descriptor));
    }

    @Test
    void everyModuleOfTheProgramIsLookedAt() {
        assertThat(ours.keySet(), hasItems("sigil.mcp.core", "sigil.mcp.http", "sigil.mcp.stdio", "sigil.mcp.auth", "sigil.code.watch",
                "sigil.code.symbols", "sigil.code.index", "sigil.code.search", "sigil.code.tools", "sigil.tunnel", "sigil.metrics", "sigil.mcp.app"));
    }

    @Test
    void theProtocolKnowsNoTransportAndNoAuthentication() {
        assertThat(requires("sigil.mcp.core"), everyItem(not(startsWith("sigil."))));
        assertThat(requires("sigil.mcp.core"), everyItem(not(startsWith("io.helidon"))));
        assertThat(requires("sigil.mcp.core"), everyItem(is(in(List.of("java.base", "jakarta.json", "org.eclipse.parsson", "json.schema")))));
    }

    @Test
    void transportAndAuthenticationDoNotKnowEachOther() {
        assertThat(oursAmong(requires("sigil.mcp.http")), is(Set.of("sigil.mcp.core")));
        assertThat(oursAmong(requires("sigil.mcp.auth")), is(Set.of("sigil.mcp.core")));
    }

    @Test
    void aTransportKnowsNoOtherAndNoServerOfHttp() {
        assertThat(requires("sigil.mcp.stdio"), is(Set.of("java.base", "sigil.mcp.core", "org.apache.logging.log4j")));
    }

    @Test
    void theWatchTheSymbolsAndTheMetricsKnowNothingAtAll() {
        assertThat(requires("sigil.code.watch"), is(Set.of("java.base")));
        assertThat(requires("sigil.code.symbols"), is(Set.of("java.base")));
        assertThat(requires("sigil.metrics"), is(Set.of("java.base")));
    }

    @Test
    void theTunnelKnowsNothingOfOursAndNoServerOfHttp() {
        assertThat(oursAmong(requires("sigil.tunnel")), is(Set.of()));
        assertThat(requires("sigil.tunnel"), everyItem(not(startsWith("io.helidon"))));
    }

    @Test
    void searchKnowsNothingOfOursButTheIndexTheWatchAndTheSymbols() {
        assertThat(oursAmong(requires("sigil.code.search")), is(Set.of("sigil.code.index", "sigil.code.watch", "sigil.code.symbols")));
        assertThat(oursAmong(requires("sigil.code.index")), is(Set.of()));
    }

    @Test
    void theToolsKnowNoTransport() {
        assertThat(requires("sigil.code.tools"), is(Set.of("java.base", "java.net.http", "sigil.mcp.core", "sigil.code.search")));
    }

    @Test
    void nothingKnowsTheProgram() {
        ours.keySet().forEach(module -> assertThat(module, requires(module).contains("sigil.mcp.app"), is(false)));
    }

    @Test
    void aModuleIsOnePackageOfItsOwnNameAndExportsNoOther() {
        ours.forEach((name, descriptor) -> {
            assertThat(name, descriptor.packages(), is(Set.of(name)));
            assertThat(name, descriptor.exports().stream().map(Exports::source).toList(), everyItem(is(name)));
            assertThat(name, descriptor.isAutomatic(), is(false));
            assertThat(name, descriptor.isOpen(), is(false));
        });
    }

    @Test
    void everyDescriptorInTheTreeIsExplicitAndNamedAsItsPackage() throws IOException {
        for (Path source : sources(ROOT)) {
            if (source.getFileName().toString().equals("module-info.java")) {
                Matcher name = Pattern.compile("(?m)^module ([a-z.]+) \\{").matcher(Files.readString(source));
                assertThat(source.toString(), name.find(), is(true));
                assertThat(Files.isDirectory(source.resolveSibling(name.group(1).replace('.', '/'))), is(true));
            }
        }
    }

    @Test
    void nobodyLooksTheJsonProviderUpOnEveryCall() throws IOException {
        assertThat(sources(ROOT).size(), greaterThan(100));
        assertThat(thatContain(STATIC_JSON, ROOT), is(List.of()));
    }

    @Test
    void protocolAndSearchAndToolsDoNotNameHelidon() throws IOException {
        for (String room : List.of("mcp-core", "modules/code-watch", "modules/code-search", "modules/code-tools")) {
            assertThat(sources(ROOT.resolve(room)).size(), greaterThan(5));
            assertThat(thatContain(HELIDON, ROOT.resolve(room)), is(List.of()));
        }
    }

    private Set<String> requires(String module) {
        return ours.get(module).requires().stream().map(Requires::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> oursAmong(Set<String> modules) {
        return modules.stream().filter(module -> module.startsWith("sigil.")).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Path> thatContain(Pattern pattern, Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path source : sources(root)) {
            if (pattern.matcher(Files.readString(source)).find()) {
                found.add(source);
            }
        }
        return found;
    }

    private static List<Path> sources(Path root) throws IOException {
        Path main = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java") && file.toString().contains("/" + main + "/")).toList();
        }
    }
}
