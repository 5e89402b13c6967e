#!/bin/sh
# Measures how soon the image says that it is well while 8 clients search and an index is built: modules/benchmarks/health.sh [FILES], by default
# 4000 of 25 kB each, which it makes beneath /tmp. Takes about a minute; prints a Markdown table.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -DskipTests -pl modules/benchmarks,mcp-app -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.HealthLoad \
  "$root/mcp-app/target/sigil-mcp" "${1-4000}"
