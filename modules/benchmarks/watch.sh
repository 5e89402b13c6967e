#!/bin/sh
# Measures how soon a change is told: modules/benchmarks/watch.sh [DIRECTORY], which is a scratch directory, by default one beneath /tmp. Two minutes.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -DskipTests -f "${BENCHMARKS_POM-pom.xml}" -pl modules/benchmarks -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=sigil.code.watch -Djdk.nio.file.WatchService.maxEventsPerPoll=20000 \
  "-Dlog4j2.configurationFile=$root/config/log4j2.xml" --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.WatchLatency "$@"
