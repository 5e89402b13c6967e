#!/bin/bash
# Measures the runtime image and prints a Markdown table: size, start, memory. Needs Linux and bash, nothing else.
#   modules/benchmarks/measure-image.sh [IMAGE [REPOSITORY]]     by default mcp-app/target/sigil-mcp and this checkout
# RUNS=9 starts are timed with and without the AOT cache, in turn; CALLS=1000 calls are made before memory is read again.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
root=$(CDPATH='' cd "$here/../.." && pwd -P)
image=${1:-$root/mcp-app/target/sigil-mcp}
repository=${2:-$root}
runs=${RUNS:-9}
calls=${CALLS:-1000}
LC_ALL=C.UTF-8
# what runs here must not be configured from outside
for variable in "${!SIGIL_MCP_@}"; do unset "$variable"; done

[ -x "$image/bin/sigil-mcp" ] || { echo "There is no image in $image; build it: bin/build" >&2; exit 1; }

work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; server=; fi
}
trap 'stop; rm -rf "$work"' EXIT
mkfifo "$work/never"
exec 9<> "$work/never"
echo '{}' > "$work/config.json"
options=(--config "$work/config.json" --set "state.directory=$work/state")

# sleeps without starting a process
pause() { read -r -t "$1" -u 9 _ || true; }

free_port() {
  port=$((20000 + RANDOM % 20000))
  while (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do port=$((port + 1)); done
}

healthy() {
  local line=
  { exec 3<> "/dev/tcp/127.0.0.1/$port"; } 2> /dev/null || return 1
  printf 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  IFS= read -r -t 5 line <&3 || true
  exec 3>&-
  [[ $line == 'HTTP/1.1 200 '* ]]
}

# starts the server and sets started to the milliseconds until its first 200
start() {
  free_port
  local begin=$EPOCHREALTIME
  "$image/bin/sigil-mcp" serve "${options[@]}" --repo "measured=$repository" --port "$port" > "$work/log" 2>&1 &
  server=$!
  until healthy; do
    kill -0 "$server" 2> /dev/null || { cat "$work/log" >&2; exit 1; }
    pause 0.003
  done
  local end=$EPOCHREALTIME
  started=$(( (${end/./} - ${begin/./}) / 1000 ))
}

rss() {
  local name value unit
  while read -r name value unit; do
    if [ "$name" = VmRSS: ]; then memory="$(( (value + 512) / 1024 )) MB"; fi
  done < "/proc/$server/status"
}

sorted() { printf '%s\n' "$@" | sort -n; }
median() { sorted "$@" | sed -n "$(( ($# + 1) / 2 ))p"; }
least() { sorted "$@" | head -n 1; }
megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f MB", bytes / 1e6 }'; }

# makes calls of the four tools in turn on one connection
call_tools() {
  local token=$1 line length body answer i
  local -a bodies=(
    '"list_repos"'
    '"list_repo_files","arguments":{"repo":"measured"}'
    '"read_repo_file","arguments":{"repo":"measured","path":"README.md"}'
    '"search_code","arguments":{"query":"BufferingHeaders","path":"*.java"}')
  exec 4<> "/dev/tcp/127.0.0.1/$port"
  for ((i = 0; i < calls; i++)); do
    body="{\"jsonrpc\":\"2.0\",\"id\":$i,\"method\":\"tools/call\",\"params\":{\"name\":${bodies[i % 4]}}}"
    printf 'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s' \
      "$token" "${#body}" "$body" >&4
    IFS= read -r line <&4
    [[ $line == 'HTTP/1.1 200 '* ]] || { echo "A call was answered $line" >&2; exit 1; }
    while IFS= read -r line <&4 && [ "$line" != $'\r' ]; do
      line=${line%$'\r'}
      case $line in [Cc]ontent-[Ll]ength:*) length=${line#*: } ;; esac
    done
    LC_ALL=C IFS= read -r -N "$length" answer <&4
    [[ $answer == *'"isError":false'* ]] || { echo "A call failed: $answer" >&2; exit 1; }
  done
  exec 4>&-
}

with=()
without=()
start; stop # the files are in memory from here on
for ((run = 0; run < runs; run++)); do
  start; with+=("$started"); stop
  export SIGIL_MCP_JAVA_OPTS=-XX:AOTMode=off
  start; without+=("$started"); stop
  unset SIGIL_MCP_JAVA_OPTS
done

token=$("$image/bin/sigil-mcp" token create --name measure "${options[@]}" 2> /dev/null)
start
pause 10
rss; idle=$memory
call_tools "$token"
rss; busy=$memory
stop

archive=$(find "$(dirname "$image")" -maxdepth 1 -name 'sigil-mcp-*.tar.gz' | sort | tail -n 1)
files=$("$image/bin/sigil-mcp" call list_repos --json "${options[@]}" --repo "measured=$repository" | sed -n 's/.*"files":\([0-9]*\).*/\1/p')
echo "Measured $(date -u +%Y-%m-%d) on $(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)),"
echo "load average $(cut -d ' ' -f 1-3 /proc/loadavg); $files files are served."
echo
echo '| what | measured |'
echo '|---|---:|'
echo "| image | $(megabytes "$(du -sb "$image" | cut -f 1)") |"
echo "| of which AOT cache | $(megabytes "$(stat -c %s "$image/lib/sigil-mcp.aot")") |"
if [ -n "$archive" ]; then echo "| image, packed (.tar.gz) | $(megabytes "$(stat -c %s "$archive")") |"; fi
echo "| start to the first 200 on /healthz, median of $runs | $(median "${with[@]}") ms |"
echo "| the same, fastest | $(least "${with[@]}") ms |"
echo "| without the AOT cache, median of $runs | $(median "${without[@]}") ms |"
echo "| the same, fastest | $(least "${without[@]}") ms |"
echo "| memory (RSS) 10 s after the start, nothing asked | $idle |"
echo "| memory (RSS) after $calls calls of the four tools | $busy |"
