#!/bin/sh
# Checks what lies in deploy/ and config/: the unit, the installer, the tunnel and proxy examples, the example configuration.
# One plain line for each check; the exit code is the verdict. A tool that is missing skips its checks on a developer's machine and is a
# failure where CI=true. With an argument, that runtime image is installed (into a temporary directory) instead of a stand-in.
#
#   deploy/check.sh [IMAGE]
set -eu

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
project=$(dirname "$here")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
failures=0
# systemd's rating, 0 (safe) to 10 (unsafe)
limit=2.5

pass() { printf 'ok       %s\n' "$*"; }
bad() { printf 'FAILED   %s\n' "$*"; failures=$((failures + 1)); }
skip() {
    if [ "${CI:-}" = true ]; then
        bad "$*"
    else
        printf 'skipped: %s\n' "$*"
    fi
}
has() { command -v "$1" >/dev/null 2>&1; }
# check WHAT COMMAND…: passes if the command does; what it says is shown only if it fails
check() {
    what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        pass "$what"
    else
        bad "$what"
        sed 's/^/         /' "$work/said"
    fi
}
uncommented() { grep -v '^[[:space:]]*#' "$1"; }

stand_in() { # DIRECTORY VERSION
    mkdir -p "$1/bin" "$1/lib"
    # the dollar is for the program that is written
    # shellcheck disable=SC2016
    printf '#!/bin/sh\n[ "$1" = version ] && echo "sigil-mcp %s"\n' "$2" >"$1/bin/sigil-mcp"
    chmod 755 "$1/bin/sigil-mcp"
}

check_unit() {
    if ! has systemd-analyze; then
        skip "systemd-analyze not installed"
        return
    fi
    # verify wants the program to be there
    stand_in "$work/program" 1
    mkdir -p "$work/unit"
    cp "$work/program/bin/sigil-mcp" "$work/program/bin/sigil-mcp-health"
    for name in sigil-mcp.service sigil-mcp-health.service sigil-mcp-health.timer cloudflared.service; do
        sed "s|/opt/sigil-mcp/|$work/program/|; s|/usr/bin/cloudflared|$work/program/bin/sigil-mcp|" "$here/$name" >"$work/unit/$name"
    done
    mkdir -p "$work/unit-token"
    sed "s|/usr/bin/cloudflared|$work/program/bin/sigil-mcp|" "$here/cloudflared-token.service" >"$work/unit-token/cloudflared.service"
    # verify ends with 0 after warnings too, such as a key that it does not know
    systemd-analyze verify --man=no "$work/unit"/* >"$work/verify" 2>&1 || echo "systemd-analyze verify failed" >>"$work/verify"
    systemd-analyze verify --man=no "$work/unit-token/cloudflared.service" >>"$work/verify" 2>&1 || echo "systemd-analyze verify failed" >>"$work/verify"
    check "systemd accepts every unit without a warning" test ! -s "$work/verify"
    [ ! -s "$work/verify" ] || sed 's/^/         /' "$work/verify"

    rate sigil-mcp.service "$limit"
    rate cloudflared.service "$limit"
    rate cloudflared-token.service "$limit"
    # root, for it restarts services
    rate sigil-mcp-health.service 4.0
}

rate() { # UNIT LIMIT
    rating=$(LC_ALL=C systemd-analyze security --offline=true --no-pager "$here/$1" 2>/dev/null \
        | sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\) .*/\1/p')
    if [ -z "$rating" ]; then
        bad "systemd rates $1: no rating found in its answer"
    elif awk "BEGIN { exit !($rating <= $2) }"; then
        pass "systemd rates $1 $rating (limit $2)"
    else
        bad "systemd rates $1 $rating (limit $2)"
    fi
}

check_scripts() {
    for script in deploy/install.sh deploy/check.sh deploy/check-health.sh mcp-app/src/image/bin/sigil-mcp-health; do
        check "$script is valid shell" sh -n "$project/$script"
        if has shellcheck; then
            check "$script pleases shellcheck" shellcheck -s sh "$project/$script"
        fi
    done
    check "the health check restarts what is broken, and never the other" "$here/check-health.sh"
}

# Every file below a directory, with its mode and what it holds.
snapshot() { (cd "$1" && find . ! -type d -exec ls -l {} + | awk '{ print $1, $9, $10, $11 }' && find . -type f -exec cksum {} +); }
listing() { snapshot "$1" | sort; }

check_installation() {
    root=$work/root
    image=${1:-}
    if [ -z "$image" ]; then
        stand_in "$work/sigil-mcp-1" 1
        tar -czf "$work/sigil-mcp-1.tar.gz" -C "$work" sigil-mcp-1
        image=$work/sigil-mcp-1.tar.gz
    fi
    install=$here/install.sh

    check "the first installation succeeds" "$install" --destdir "$root" "$image"
    check "the program is executable" test -x "$root/opt/sigil-mcp/bin/sigil-mcp"
    check "the installed unit is the one delivered" cmp "$here/sigil-mcp.service" "$root/etc/systemd/system/sigil-mcp.service"
    check "the installed health units are those delivered" \
        sh -c "cmp '$here/sigil-mcp-health.service' '$root/etc/systemd/system/sigil-mcp-health.service' && cmp '$here/sigil-mcp-health.timer' '$root/etc/systemd/system/sigil-mcp-health.timer'"
    check "the command is a link to the program" test "$(readlink "$root/usr/local/bin/sigil-mcp")" = /opt/sigil-mcp/bin/sigil-mcp
    check "the state directory is closed to others" test "$(stat -c %a "$root/var/lib/sigil-mcp")" = 700
    check "the installed configuration names the service's state directory" \
        grep -q '^ *"directory": "/var/lib/sigil-mcp"$' "$root/etc/sigil-mcp/config.json"
    check "nobody but the owner may change the program" sh -c "! find '$root/opt' -perm /022 ! -type l | grep ."

    listing "$root" >"$work/first"
    check "the second installation succeeds" "$install" --destdir "$root" "$image"
    listing "$root" >"$work/second"
    check "the second installation changes nothing" diff "$work/first" "$work/second"

    echo '{"server": {"port": 8123}}' >"$root/etc/sigil-mcp/config.json"
    stand_in "$work/next" 2
    check "an update from a directory succeeds" "$install" --destdir "$root" "$work/next"
    check "an update keeps the owner's configuration" grep -q 8123 "$root/etc/sigil-mcp/config.json"
    check "an update brings the new program" sh -c "'$root/opt/sigil-mcp/bin/sigil-mcp' version | grep -qx 'sigil-mcp 2'"
    check "a rollback succeeds" "$install" --destdir "$root" --rollback
    check "a rollback brings the earlier program" sh -c "! '$root/opt/sigil-mcp/bin/sigil-mcp' version | grep -qx 'sigil-mcp 2'"

    mkdir -p "$work/broken/bin"
    printf '#!/bin/sh\nexit 126\n' >"$work/broken/bin/sigil-mcp"
    chmod 755 "$work/broken/bin/sigil-mcp"
    listing "$root" >"$work/first"
    check "a program that does not run is refused" sh -c "! '$install' --destdir '$root' '$work/broken'"
    check "an archive that is none is refused" sh -c "! '$install' --destdir '$root' '$here/check.sh'"
    check "a service that would run as root is refused" sh -c "! '$install' --destdir '$root' --user root '$image'"
    listing "$root" >"$work/second"
    check "a refused installation changes nothing" diff "$work/first" "$work/second"

    check "another account is taken" "$install" --destdir "$root" --user nobody "$image"
    dropin=$root/etc/systemd/system/sigil-mcp.service.d/account.conf
    check "the account is set by a drop-in" grep -qx User=nobody "$dropin"
    check "the next installation keeps the account" sh -c "'$install' --destdir '$root' '$image' && grep -qx User=nobody '$dropin'"
    check "the service's own account is taken back" sh -c "'$install' --destdir '$root' --user sigil-mcp '$image' && test ! -e '$dropin'"

    check "another prefix is taken" "$install" --destdir "$work/elsewhere" --prefix /srv/sigil "$image"
    check "the unit starts the program of that prefix" \
        grep -q '^ExecStart=/srv/sigil/bin/sigil-mcp serve ' "$work/elsewhere/etc/systemd/system/sigil-mcp.service"

    check "an uninstallation succeeds" "$install" --destdir "$root" --uninstall
    check "an uninstallation keeps the configuration and the state, and nothing else" \
        test "$(cd "$root" && find . ! -type d)$(ls -d "$root/var/lib/sigil-mcp")" = "./etc/sigil-mcp/config.json$root/var/lib/sigil-mcp"
    check "help is given" sh -c "'$install' --help | grep -q Examples"
    check "an unknown option is refused" sh -c "'$install' --nonsense; test \$? -eq 2"
}

check_tunnel() {
    cat >"$work/tunnel" <<'TEXT'
tunnel: sigil-mcp
credentials-file: /home/username/.cloudflared/<TUNNEL-ID>.json

ingress:
  - hostname: mcp.yourdomain.com
    service: http://localhost:8000
  - service: http_status:404
TEXT
    uncommented "$here/cloudflared/config.yml" >"$work/tunnel.found"
    check "the tunnel's configuration is the documented one" diff "$work/tunnel" "$work/tunnel.found"

    uncommented "$here/cloudflared/config-origin-request.yml" >"$work/origin"
    for option in 'connectTimeout: 30s' 'tcpKeepAlive: 30s' 'noHappyEyeballs: false' 'httpHostHeader: mcp.yourdomain.com' \
        'noTLSVerify: false' 'keepAliveTimeout: 90s'; do
        check "the tunnel's origin options have $option" grep -qx "      $option" "$work/origin"
    done
    check "without its options that file is the documented one too" \
        sh -c "grep -v '^    originRequest:\$\|^      ' '$work/origin' | diff '$work/tunnel' -"
    if has cloudflared; then
        for file in config.yml config-origin-request.yml; do
            check "cloudflared accepts $file" cloudflared tunnel --config "$here/cloudflared/$file" ingress validate
        done
    fi
}

check_nginx() {
    uncommented "$here/nginx/sigil-mcp.conf" >"$work/nginx.conf"
    # the dollar is nginx's
    # shellcheck disable=SC2016
    for directive in 'proxy_http_version 1.1;' 'proxy_set_header Connection "";' 'gzip off;' 'proxy_read_timeout 120s;' 'client_max_body_size 1m;' \
        'proxy_set_header X-Forwarded-For $remote_addr;' 'proxy_set_header CF-Connecting-IP "";' 'proxy_set_header True-Client-IP "";'; do
        check "the nginx example has $directive" grep -q "^ *$directive" "$work/nginx.conf"
    done
    check "the nginx example leaves X-Accel-Buffering to the server" sh -c "! grep -q proxy_ignore_headers '$work/nginx.conf'"
    if has nginx && has openssl; then
        openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=mcp.example.com -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
        {
            printf 'pid %s/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n' "$work"
            # nginx makes these directories even for a test
            for kind in client_body proxy fastcgi uwsgi scgi; do
                printf '%s_temp_path %s/%s;\n' "$kind" "$work" "$kind"
            done
        } >"$work/whole.conf"
        sed "s|/etc/letsencrypt/live/mcp.example.com/|$work/|; s/listen \(.*\)443/listen \18443/" "$here/nginx/sigil-mcp.conf" >>"$work/whole.conf"
        echo '}' >>"$work/whole.conf"
        check "nginx accepts its example" nginx -t -p "$work" -c "$work/whole.conf"
    fi
}

check_caddy() {
    # 1MB is 1000000 to Caddy, and what is longer gets 502
    check "the Caddy example takes bodies of limits.max_body_bytes" grep -q 'max_size 1MiB$' "$here/caddy/Caddyfile"
    if has caddy; then
        check "Caddy accepts its example" env XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work" caddy validate --adapter caddyfile --config "$here/caddy/Caddyfile"
    fi
}

check_configuration() {
    if has jq; then
        check "the example configuration is strict JSON" jq -e . "$project/config/config.json"
        check "the example configuration does not allow every host" \
            jq -e '.server.allowed_hosts | index("*") | not' "$project/config/config.json"
        check "the example configuration listens on loopback and asks for tokens" \
            jq -e '.server.host == "127.0.0.1" and .server.port == 8000 and .auth.required' "$project/config/config.json"
        check "idle connections outlive the tunnel's 90 s" jq -e '.limits.idle_timeout_seconds > 90' "$project/config/config.json"
        check "no comment replaces another" test "$(grep -c '^ *"//' "$project/config/config.json")" -eq \
            "$(jq '[paths | .[-1] | strings | select(startswith("//"))] | length' "$project/config/config.json")"
    else
        skip "jq not installed"
    fi
    grace=$(sed -n 's/.*"shutdown_grace_seconds": \([0-9]*\).*/\1/p' "$project/config/config.json")
    stop=$(sed -n 's/^TimeoutStopSec=\([0-9]*\)$/\1/p' "$here/sigil-mcp.service")
    check "systemd waits longer ($stop s) than the server's grace ($grace s)" test "$stop" -gt "$grace"
}

check_unit
check_scripts
check_installation "$@"
check_tunnel
check_nginx
check_caddy
check_configuration

if [ "$failures" -gt 0 ]; then
    echo "$failures failed"
    exit 1
fi
echo "all good"
