#!/bin/sh
# Measures the first page of searches over a directory beside ripgrep: modules/benchmarks/search.sh [DIRECTORY], by default this checkout.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
directory=$(CDPATH='' cd "${1-$root}" && pwd -P)
cd "$root"
mvn -q -B -ntp -DskipTests -f "${BENCHMARKS_POM-pom.xml}" -pl modules/benchmarks -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec ${BENCHMARKS_WITH-} "$JAVA25_HOME/bin/java" -XX:+UseSerialGC -Xmx150m --enable-native-access=org.xerial.sqlitejdbc,org.apache.lucene.core,sigil.code.search \
  "-Dlog4j2.configurationFile=$root/config/log4j2.xml" -Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager \
  --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.SearchCheck "$directory"
