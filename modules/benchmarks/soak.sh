#!/bin/sh
# Opens and abandons sessions, and holds streams open, against the image: modules/benchmarks/soak.sh [SESSIONS [STREAMS]], by default
# 100000 and 1000. Takes about a minute and a half; prints a Markdown table.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -DskipTests -pl modules/benchmarks,mcp-app -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
# a stream is a file on both sides
ulimit -n 8192 2> /dev/null || true
exec "$JAVA25_HOME/bin/java" --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.SessionSoak \
  "$root/mcp-app/target/sigil-mcp" "${1-100000}" "${2-1000}"
