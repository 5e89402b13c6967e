#!/bin/sh
# Measures what a bearer token costs per request: modules/benchmarks/bearer.sh [TOKENS [ROUNDS]], by default 10000 tokens and 5 rounds, half a minute.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -DskipTests -f "${BENCHMARKS_POM-pom.xml}" -pl modules/benchmarks -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -XX:+UseSerialGC -Xms256m -Xmx256m --enable-native-access=org.xerial.sqlitejdbc \
  "-Dlog4j2.configurationFile=$root/config/log4j2.xml" --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.BearerCheck "$@"
