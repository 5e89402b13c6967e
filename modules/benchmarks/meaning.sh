#!/bin/sh
# Measures search by meaning: modules/benchmarks/meaning.sh [tuned|measured] [DIRECTORY], or helidon DIRECTORY. The sources are fetched from Maven Central into the
# directory, by default target/meaning-sources, unless they are there: "measured" (hibernate-core, by default) or "tuned", the five libraries on which the weights were
# chosen. Needs unzip. "helidon" measures a checkout of https://github.com/helidon-io/helidon that is there already.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
which=${1-measured}
artifacts=
case $which in
  measured) artifacts=org.hibernate.orm:hibernate-core:6.6.4.Final ;;
  tuned) artifacts="com.google.guava:guava:33.4.0-jre com.fasterxml.jackson.core:jackson-databind:2.18.0 org.apache.commons:commons-lang3:3.17.0
    org.junit.jupiter:junit-jupiter-engine:5.11.0 io.helidon.webserver:helidon-webserver:4.3.1" ;;
  helidon) [ -d "${2-}" ] || { echo "meaning.sh: helidon DIRECTORY, which is a checkout of it" >&2; exit 2; } ;;
  *) echo "meaning.sh: tuned, measured or helidon, not $which" >&2; exit 2 ;;
esac
if [ "$which" = helidon ]; then
  sources=$(CDPATH='' cd "$2" && pwd -P)
else
  sources=${2-$here/target/meaning-sources}/$which
fi
cd "$root"
mvn -q -B -ntp -DskipTests -pl modules/benchmarks -am package >&2
for artifact in $artifacts; do
  name=$(echo "$artifact" | cut -d: -f2)
  [ -d "$sources/$name" ] && continue
  mkdir -p "$sources.download" "$sources/$name"
  mvn -B -q -ntp dependency:copy "-Dartifact=$artifact:jar:sources" "-DoutputDirectory=$sources.download" >&2
  unzip -q -o "$sources.download/$name-"*-sources.jar '*.java' -d "$sources/$name"
done
modules=$(find "$here/target" -maxdepth 1 -name 'benchmarks-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -Xmx512m --enable-native-access=org.xerial.sqlitejdbc,org.apache.lucene.core,sigil.code.search \
  --module-path "$modules" -m sigil.mcp.benchmarks/sigil.mcp.benchmarks.MeaningCheck "$sources"
