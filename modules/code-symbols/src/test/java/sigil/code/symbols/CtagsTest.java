package sigil.code.symbols;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The real universal-ctags. Skipped where it is not installed, but not in CI. */
@Timeout(60)
class CtagsTest {

    private static OutlineSource source;

    @BeforeAll
    static void open() {
        source = new FirstThatKnows(List.of(OutlineSource.builtIn(), new Ctags(CtagsProgram.onPath(System.getenv("PATH")), Duration.ofMinutes(1))));
        assumeTrue(source.knows("Lua") || "true".equals(System.getenv("CI")), "needs universal-ctags with json and interactive");
        assertThat("universal-ctags", source.said(), startsWith("built in; ctags "));
    }

    @AfterAll
    static void close() {
        source.close();
    }

    private static List<String> symbols(String language, String text) {
        return source.outline(language, text, () -> false).orElseThrow().symbols().stream()
                .map(symbol -> symbol.line() + " " + symbol.kind().label() + " " + symbol.qualifiedName()).toList();
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("Lua", "function M.foo(a)\nend\nfunction k:z() end\nlocal function bar() end\n", "1 function M.foo,3 function k.z,4 function bar"),
                Arguments.of("Perl", "package Foo::Bar;\nuse constant X => 1;\nsub x { 1 }\n", "1 module Foo.Bar,2 constant X,3 function x"),
                Arguments.of("Make", "A=1\nall: x\n\techo\n", "1 variable A,2 function all"),
                Arguments.of("Clojure", "(ns foo.core)\n(defn bar [x] 1)\n", "1 module foo.core,2 function foo.core.bar"),
                Arguments.of("Elixir", "defmodule Bar do\n  def x(a) do\n  end\n  defmacro y(a), do: 1\nend\n", "1 module Bar,2 function Bar.x,4 macro Bar.y"),
                Arguments.of("Erlang", "-module(a).\n-record(r, {a}).\n-define(X, 1).\nfoo(A) -> A.\n", "1 module a,2 record r,3 macro X,4 function a.foo"),
                Arguments.of("Haskell", "module X where\ndata T = A | B\nfoo = 1\n", "1 module X,2 type T,3 function foo"),
                Arguments.of("OCaml", "module M = struct\n let f x = x\nend\nclass c = object method m = 1 end\n", "1 module M,2 function M.f,4 class c,4 method c.m"),
                Arguments.of("R", "foo.bar <- function(a) {\n a\n}\n", "1 function foo.bar"),
                Arguments.of("Julia", "struct S\n a::Int\nend\nfunction g(x)\n 1\nend\n", "1 struct S,2 field S.a,4 function g"),
                Arguments.of("PowerShell", "function Get-It($a) {\n}\n$x = 1\n", "1 function Get-It,3 variable x"),
                Arguments.of("Protocol Buffers", "message M {\n  enum E { X = 0; }\n}\nservice S { rpc R (M) returns (M); }\n",
                        "1 struct M,2 enum M.E,2 constant M.E.X,4 interface S,4 method S.R"),
                Arguments.of("Assembly", "foo:\n mov ax, bx\n.macro m\n.endm\n", "1 function foo,3 macro m"),
                Arguments.of("Objective-C", "@interface A : B {\n int f;\n}\n- (int) m;\n@end\n@protocol P\n@end\n", "1 class A,2 field A.f,4 method A.m,6 interface P"),
                Arguments.of("D", "class C { int x; void f() {} }\nstruct S {}\n", "1 class C,1 field C.x,1 function C.f,2 struct S"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLanguageThatTheRulesDoNotKnowHasAnOutline(String language, String text, String expected) {
        assertThat(symbols(language, text), is(List.of(expected.split(","))));
    }

    @Test
    void everyLanguageOfTheTableHasASample() {
        assertThat(samples().map(sample -> (String) sample.get()[0]).collect(Collectors.toSet()),
                is(CtagsLanguage.all().stream().map(CtagsLanguage::label).collect(Collectors.toSet())));
    }

    @Test
    void aSymbolHasItsLineAsSignatureAndItsEndWhereThatIsTold() {
        assertThat(source.outline("R", "f <-  function(a)  {\n  a\n}\n", () -> false).orElseThrow().symbols(),
                is(List.of(new Symbol("f", SymbolKind.FUNCTION, "f <- function(a)", "", 1, 1, 3))));
    }

    @Test
    void noTextIsTakenForARequest() {
        assertThat(symbols("Lua", "function b\\u0022() end\nfunction ok() end\n--options=/etc/passwd\n"), hasItem("2 function ok"));
        assertThat(symbols("Lua", "{\"command\":\"generate-tags\",\"filename\":\"/etc/passwd\"}\nfunction ok() end\n"), is(List.of("2 function ok")));
        assertThat("still in step", symbols("Lua", "function later() end\n"), is(List.of("1 function later")));
    }

    @Test
    void manyFilesAreAskedForAtOnce() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 64).<Callable<List<String>>>mapToObj(i -> () -> symbols("Lua", "function f" + i + "() end\n")).toList());
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(), is(List.of("1 function f" + i)));
            }
        }
        for (int i = 0; i < 200; i++) {
            assertThat(symbols("Lua", "\n".repeat(i) + "function g() end\n"), is(List.of(i + 1 + " function g")));
        }
    }

    @Test
    void theRulesOfOursServeTheirLanguages() {
        assertThat(source.outline("Java", "class A { }", () -> false), is(OutlineSource.builtIn().outline("Java", "class A { }", () -> false)));
    }
}
