#!/bin/sh
# Tries bin/sigil-mcp-health of the image with a curl and a systemctl that play the world: which service is restarted, when, and that it is never the
# other one.
set -eu

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
health=${1:-$(dirname "$here")/mcp-app/src/image/bin/sigil-mcp-health}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# the dollars are for the programs that are written
# shellcheck disable=SC2016
printf '#!/bin/sh\nfor url; do :; done\ncase $url in *127.0.0.1:8000*) word=origin ;; */ready) word=ready ;; *) word=public ;; esac\nread -r code <"%s/$word"\n[ "$code" != none ] || exit 7\nprintf %%s "$code"\n' "$work" >"$work/curl"
# shellcheck disable=SC2016
printf '#!/bin/sh\ncase $1 in is-enabled) exit 0 ;; restart) echo "$3" >>"%s/restarted" ;; esac\n' "$work" >"$work/systemctl"
chmod 755 "$work/curl" "$work/systemctl"

world() { # ORIGIN PUBLIC READY
    echo "$1" >"$work/origin"
    echo "$2" >"$work/public"
    echo "$3" >"$work/ready"
}
look() { # TIMES
    i=0
    while [ "$i" -lt "$1" ]; do
        SIGIL_HEALTH_STATE="$work/state" SIGIL_HEALTH_CURL="$work/curl" SIGIL_HEALTH_SYSTEMCTL="$work/systemctl" SIGIL_HEALTH_ORIGIN=http://127.0.0.1:8000 \
            SIGIL_HEALTH_URL=https://mcp.example.com "$health" >"$work/said"
        i=$((i + 1))
    done
}
expect() { # WHAT RESTARTED...
    what=$1
    shift
    touch "$work/restarted"
    found=$(tr '\n' ' ' <"$work/restarted" | sed 's/ $//')
    if [ "$found" = "$*" ]; then
        printf 'ok       %s\n' "$what"
    else
        printf 'FAILED   %s: restarted "%s"\n' "$what" "$found"
        failures=$((failures + 1))
    fi
    rm -rf "$work/restarted" "$work/state"
}

world 200 200 200; look 5; expect "nothing is restarted while all is well" ""
world none 502 200; look 2; expect "two failures are not enough" ""
world none 502 200; look 3; expect "a server that is down is restarted, and not the tunnel" sigil-mcp.service
world 500 200 200; look 3; expect "a server that answers 500 is restarted" sigil-mcp.service
world 200 530 503; look 3; expect "a tunnel without a connection is restarted, and not the server" cloudflared.service
world 200 530 none; look 3; expect "a tunnel that does not run is restarted" cloudflared.service
world 200 403 200; look 9; expect "a connected tunnel is left alone, whatever the edge answers" ""
world 200 none 503; look 9; expect "without a network nothing is restarted" ""
world none 502 200; look 2; world 200 200 200; look 1; world none 502 200; look 2; expect "failures count in a row" ""
world none 502 200; look 9; expect "a second restart waits" sigil-mcp.service
world none 502 200; look 3; mkdir -p "$work/state"; echo 1 >"$work/state/sigil-mcp.restarted"; look 3
expect "and comes when its time has come" sigil-mcp.service sigil-mcp.service

# what it reads of the server's configuration, however its lines are broken
asks() { # WHAT CONFIGURATION URL...
    what=$1
    printf '%s' "$2" >"$work/config.json"
    shift 2
    # shellcheck disable=SC2016
    printf '#!/bin/sh\nfor url; do :; done\necho "$url" >>"%s/asked"\nprintf 200\n' "$work" >"$work/curl"
    rm -f "$work/asked"
    SIGIL_HEALTH_STATE="$work/state" SIGIL_HEALTH_CURL="$work/curl" SIGIL_HEALTH_SYSTEMCTL="$work/systemctl" SIGIL_MCP_CONFIG="$work/config.json" "$health" >"$work/said"
    found=$(tr '\n' ' ' <"$work/asked" | sed 's/ $//')
    if [ "$found" = "$*" ]; then
        printf 'ok       %s\n' "$what"
    else
        printf 'FAILED   %s: asked "%s"\n' "$what" "$found"
        failures=$((failures + 1))
    fi
}
way="http://127.0.0.1:8123/healthz https://mcp.example.com/healthz http://127.0.0.1:20241/ready"
# shellcheck disable=SC2086
asks "a configuration in one line is read" '{"metrics": {"port": 9464}, "server": {"//port": 1, "port": 8123, "public_url": "https://mcp.example.com"}}' $way
# shellcheck disable=SC2086
asks "and one with tabs" '{
	"server": {
		"port":
			8123,
		"allowed_hosts": ["a.example.com", "b.example.com"],
		"public_url" : "https://mcp.example.com"
	},
	"metrics": {"port": 9464}
}' $way
asks "without a public URL the way is not looked at" '{"server": {"//public_url": "https://mcp.example.com"}}' http://127.0.0.1:8000/healthz
exit "$failures"
