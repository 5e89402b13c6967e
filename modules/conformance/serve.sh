#!/bin/sh
# Starts the fixture server: modules/conformance/serve.sh [PORT]. It prints its port and serves until it is interrupted.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
. "$root/bin/tools.sh"
need_build_tools
cd "$root"
mvn -q -B -ntp -Dmaven.test.skip=true -pl modules/conformance -am package >&2
modules=$(find "$here/target" -maxdepth 1 -name 'conformance-*.jar'):$here/target/modules
exec "$JAVA25_HOME/bin/java" -Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager --module-path "$modules" \
  -m sigil.mcp.conformance/sigil.mcp.conformance.FixtureServer "$@"
