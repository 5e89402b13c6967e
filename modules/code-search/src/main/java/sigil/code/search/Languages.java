package sigil.code.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Languages by file name, and by the names that people have for them. Data formats such as JSON are left out: they would outweigh the code. */
public final class Languages {

    private static final Map<String, String> BY_ENDING = byEnding();
    private static final Map<String, String> BY_FILE = Map.of("Makefile", "Make", "GNUmakefile", "Make", "Dockerfile", "Docker",
            "Containerfile", "Docker");
    /** What is neither a name without its punctuation nor an ending. */
    private static final Map<String, String> BY_OTHER_NAME = Map.of("golang", "Go", "csharp", "C#", "fsharp", "F#", "objc", "Objective-C",
            "protobuf", "Protocol Buffers", "hcl", "Terraform", "dockerfile", "Docker", "makefile", "Make");

    private Languages() {
    }

    private static Map<String, String> byEnding() {
        var map = new HashMap<String, String>();
        for (var entry : """
                Java: java
                Kotlin: kt kts
                Scala: scala sc
                Groovy: groovy gradle
                Clojure: clj cljs cljc
                Python: py pyi
                Ruby: rb rake
                PHP: php
                Perl: pl pm
                JavaScript: js mjs cjs jsx
                TypeScript: ts tsx mts cts
                Vue: vue
                Svelte: svelte
                HTML: html htm
                CSS: css scss sass less
                C: c h
                C++: cc cpp cxx hh hpp hxx
                C#: cs
                F#: fs fsx
                Objective-C: m mm
                Swift: swift
                Go: go
                Rust: rs
                Zig: zig
                D: d
                Dart: dart
                Haskell: hs
                OCaml: ml mli
                Erlang: erl hrl
                Elixir: ex exs
                Lua: lua
                R: r
                Julia: jl
                Shell: sh bash zsh fish
                PowerShell: ps1 psm1
                SQL: sql
                Protocol Buffers: proto
                Terraform: tf
                Nix: nix
                Assembly: s asm
                Markdown: md markdown
                AsciiDoc: adoc asciidoc
                """.lines().toList()) {
            int colon = entry.indexOf(':');
            for (var ending : entry.substring(colon + 1).strip().split(" ")) {
                map.put(ending, entry.substring(0, colon));
            }
        }
        return Map.copyOf(map);
    }

    /**
     * The language of a file.
     *
     * @param fileName its name or path
     * @return the language, or empty if its ending tells none
     */
    public static Optional<String> of(String fileName) {
        var name = fileName.substring(fileName.lastIndexOf('/') + 1);
        var known = Optional.ofNullable(BY_FILE.get(name));
        return known.isPresent() ? known : Optional.ofNullable(BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }

    /**
     * The language that somebody means: by its name in any case, by another name it has, or by an ending of its files.
     *
     * @param text any text
     * @return its name as {@link #of} gives it, or empty if there is none
     */
    public static Optional<String> named(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        var byName = names().stream().filter(name -> name.toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
        return byName.or(() -> Optional.ofNullable(BY_OTHER_NAME.get(wanted)))
                .or(() -> Optional.ofNullable(BY_ENDING.get(wanted.startsWith(".") ? wanted.substring(1) : wanted)));
    }

    /** @return all names, in order */
    public static List<String> names() {
        var names = new TreeSet<>(BY_ENDING.values());
        names.addAll(BY_FILE.values());
        return List.copyOf(names);
    }
}
