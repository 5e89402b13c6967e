#!/bin/sh
# Measures the built-in outlines against universal-ctags: modules/benchmarks/symbols.sh [DIRECTORY]. The sources are fetched into the directory, by default
# target/symbol-sources, unless they are there; a few minutes. Needs ctags, unzip, npm and, on Debian, apt-get and dpkg-deb.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
sources=${1-$here/target/symbol-sources}
cd "$root"
mvn -q -B -ntp -DskipTests -pl modules/benchmarks -am package >&2
"$here/symbol-sources.sh" "$sources" all >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.SymbolRecall "$sources"
