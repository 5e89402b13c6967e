#!/bin/sh
# Runs the load benchmark: modules/benchmarks/load.sh [SECONDS [CONNECTIONS]], by default 55 s with 1, 8 and 64 connections.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -DskipTests -f "${BENCHMARKS_POM-pom.xml}" -pl modules/benchmarks -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -XX:+UseSerialGC -Xms256m -Xmx256m "-Dlog4j2.configurationFile=$root/config/log4j2.xml" \
  --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.ToolsCallLoad "$@"
