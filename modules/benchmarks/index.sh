#!/bin/sh
# Measures how soon searches find what changed: modules/benchmarks/index.sh [DIRECTORY [FILES [SWITCHED]]], a scratch directory (one beneath /tmp), 80,000 and
# 8,000 files by default. Needs git and ripgrep. The heap is limited to 150 MB.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
scratch=${1-$(mktemp -d)}
cd "$root"
mvn -q -B -ntp -DskipTests -f "${BENCHMARKS_POM-pom.xml}" -pl modules/benchmarks -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -XX:+UseSerialGC -Xmx150m --enable-native-access=sigil.code.watch,sigil.code.search,org.apache.lucene.core \
  "-Dlog4j2.configurationFile=$root/config/log4j2.xml" -Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager \
  --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.IndexCheck "$scratch" "${2-80000}" "${3-8000}"
