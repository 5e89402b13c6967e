#!/bin/sh
# Installs Sigil MCP as a system service. See --help.
set -eu

prefix=/opt/sigil-mcp
destdir=${DESTDIR:-}
account=
image=
action=install

help() {
    cat <<'TEXT'
Usage: install.sh [--user NAME] [--prefix DIR] [--destdir DIR] [IMAGE]
       install.sh --rollback | --uninstall | --help

Installs a runtime image of Sigil MCP with its systemd unit, an example configuration and a system account. It can be run again at any
time: to update, or to change the account. Your configuration, your tokens and your index are never overwritten.

  IMAGE          a runtime image: a .tar.gz or a directory that has bin/sigil-mcp
                 (default: the one that the build left in mcp-app/target)
  --user NAME    run as the account that owns the repositories, for repositories that no other account may read
                 (default: the account sigil-mcp, which is created; --user sigil-mcp returns to it)
  --prefix DIR   where the image goes (default: /opt/sigil-mcp)
  --destdir DIR  put everything below DIR and touch neither accounts nor systemd: for packages and tests (also: DESTDIR in the environment)
  --rollback     put the previous image back; a second time undoes that
  --uninstall    remove the program and its unit; configuration, tokens and account stay
  --help         show this

Examples:
  sudo deploy/install.sh
  sudo deploy/install.sh --user alice sigil-mcp-0.1.0-linux-x64.tar.gz
  deploy/install.sh --destdir /tmp/stage mcp-app/target/sigil-mcp
TEXT
}

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }
misuse() { printf 'install.sh: %s; see install.sh --help\n' "$*" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) help; exit 0 ;;
        --rollback) action=rollback ;;
        --uninstall) action=uninstall ;;
        --user | --prefix | --destdir)
            [ -n "${2:-}" ] || misuse "$1 needs a value"
            case $1 in
                --user) account=$2 ;;
                --prefix) prefix=$2 ;;
                --destdir) destdir=$2 ;;
            esac
            shift ;;
        -*) misuse "unknown option $1" ;;
        *)
            [ -z "$image" ] || misuse "more than one image"
            image=$1 ;;
    esac
    shift
done

# the prefix is written into the unit, where blanks and per cent signs have a meaning of their own
case $prefix in
    /*) ;;
    *) misuse "--prefix must be an absolute path" ;;
esac
case $prefix in
    *[!A-Za-z0-9/._+-]* | */ | */../* | */..) misuse "--prefix may have letters, digits and ./_+- only, without .. and without a slash at the end" ;;
esac

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
project=$(dirname "$here")
config=/etc/sigil-mcp/config.json
unit=/etc/systemd/system/sigil-mcp.service
dropin=/etc/systemd/system/sigil-mcp.service.d/account.conf
state=/var/lib/sigil-mcp
command=/usr/local/bin/sigil-mcp
target=$destdir$prefix

if [ -z "$destdir" ] && [ "$(id -u)" -ne 0 ]; then
    fail "must be run as root (sudo), or with --destdir DIR to look at what it would install"
fi

# With a destdir, the system itself is left alone.
staged() { [ -n "$destdir" ]; }
systemd_runs() { ! staged && [ -d /run/systemd/system ]; }

is_image() { [ -f "$1/bin/sigil-mcp" ] && [ -x "$1/bin/sigil-mcp" ]; }

# Changes a file only if it would change, and says which.
put() { # FROM TO
    if [ -f "$2" ] && cmp -s "$1" "$2"; then
        say "unchanged  $2"
    else
        mkdir -p "$(dirname "$2")"
        cp "$1" "$2.new"
        chmod 644 "$2.new"
        mv -f "$2.new" "$2"
        say "installed  $2"
    fi
}

built_image() {
    set -- "$project"/mcp-app/target/sigil-mcp-*-linux-*.tar.gz
    if [ $# -gt 1 ]; then
        fail "there is more than one image in mcp-app/target; name the one to install"
    elif [ -f "$1" ]; then
        printf '%s\n' "$1"
    elif is_image "$project/mcp-app/target/sigil-mcp"; then
        printf '%s\n' "$project/mcp-app/target/sigil-mcp"
    else
        fail "no image in mcp-app/target; build it (mvn package) or name one"
    fi
}

unpack() { # IMAGE DIRECTORY
    mkdir -p "$2"
    if [ -d "$1" ]; then
        cp -RPp "$1/." "$2/"
    else
        gzip -dc "$1" | tar -xf - -C "$2" --no-same-owner || fail "$1 cannot be unpacked; is it a .tar.gz?"
        # an archive may hold the image itself or one directory with it
        if ! is_image "$2"; then
            set -- "$1" "$2" "$2"/*
            if [ $# -eq 3 ] && is_image "$3"; then
                mv "$3" "$2.inner"
                rmdir "$2"
                mv "$2.inner" "$2"
            fi
        fi
    fi
    is_image "$2" || fail "$1 is no image of Sigil MCP: it has no program bin/sigil-mcp"
    # nobody but root may change what runs
    chmod -R a+rX,u+w,go-w "$2"
    staged || chown -R root:root "$2"
}

# A run that stops between two renames must not leave the machine without a program.
restore() {
    for other in "$target.swap" "$target.previous"; do
        if [ ! -e "$target" ] && [ -e "$other" ]; then
            mv "$other" "$target"
        fi
    done
    rm -rf "$target.new" "$target.inner" "$target.new.inner"
    [ -z "${scratch:-}" ] || rm -rf "$scratch"
}

install_image() {
    rm -rf "$target.new" "$target.new.inner"
    mkdir -p "$(dirname "$target")"
    unpack "$image" "$target.new"
    "$target.new/bin/sigil-mcp" version >/dev/null 2>&1 \
        || fail "the image does not run here (bin/sigil-mcp version fails); is it for another kind of machine?"
    if [ -d "$target" ] && diff -r "$target" "$target.new" >/dev/null 2>&1; then
        rm -rf "$target.new"
        say "unchanged  $target"
        return
    fi
    if [ -e "$target" ]; then
        rm -rf "$target.previous"
        mv "$target" "$target.previous"
        mv "$target.new" "$target"
        say "updated    $target (install.sh --rollback puts the previous one back)"
    else
        mv "$target.new" "$target"
        say "installed  $target"
    fi
}

# Who the service runs as: what was asked for, or what an earlier run set, or its own account.
settle_account() {
    earlier=
    if [ -f "$destdir$dropin" ]; then
        earlier=$(sed -n 's/^User=//p' "$destdir$dropin")
    fi
    account=${account:-${earlier:-sigil-mcp}}
    case $account in
        root) fail "the service must not run as root; name the account that owns the repositories" ;;
        *[!A-Za-z0-9._-]* | -*) fail "$account is no name of an account" ;;
    esac
    if [ "$account" = sigil-mcp ]; then
        group=sigil-mcp
        if ! staged && ! id sigil-mcp >/dev/null 2>&1; then
            command -v useradd >/dev/null 2>&1 || fail "useradd is missing; create a system account sigil-mcp and run this again"
            nologin=$(command -v nologin || echo /usr/sbin/nologin)
            useradd --system --user-group --home-dir "$state" --no-create-home --shell "$nologin" sigil-mcp
            say "created    account sigil-mcp"
        fi
    else
        id "$account" >/dev/null 2>&1 || fail "there is no account $account"
        group=$(id -gn "$account")
    fi
}

write_dropin() {
    if [ "$account" = sigil-mcp ]; then
        if [ -f "$destdir$dropin" ]; then
            rm -f "$destdir$dropin"
            rmdir "$(dirname "$destdir$dropin")" 2>/dev/null || true
            say "removed    $destdir$dropin"
        fi
        return
    fi
    home=$(getent passwd "$account" | cut -d: -f6)
    {
        say "# Written by install.sh --user $account: the service runs as the owner of the repositories."
        say "[Service]"
        say "User=$account"
        say "Group=$group"
        # blanks and per cent signs would need systemd's quoting; such a home goes without this second fence
        case $home in
            / | *[!A-Za-z0-9/._+-]* | '') ;;
            *)
                say "# What this account may read and a code server need not: a second fence behind the server's own rules for secrets."
                for private in .ssh .gnupg .aws .azure .kube .docker .password-store .netrc .git-credentials .pki .mozilla .thunderbird \
                    .cloudflared .config/gh .config/gcloud .config/google-chrome .config/chromium .local/share/keyrings; do
                    say "InaccessiblePaths=-$home/$private"
                done ;;
        esac
    } >"$scratch/account.conf"
    put "$scratch/account.conf" "$destdir$dropin"
}

install_files() {
    sed "s|/opt/sigil-mcp/|$prefix/|" "$here/sigil-mcp.service" >"$scratch/unit"
    put "$scratch/unit" "$destdir$unit"
    for name in sigil-mcp-health.service sigil-mcp-health.timer; do
        sed "s|/opt/sigil-mcp/|$prefix/|" "$here/$name" >"$scratch/$name"
        put "$scratch/$name" "$destdir/etc/systemd/system/$name"
    done
    write_dropin

    if [ -e "$destdir$config" ]; then
        say "kept       $destdir$config"
    else
        # the service and the command line must find the same tokens, whoever runs them
        sed 's|"//directory": "/var/lib/sigil-mcp"|"directory": "/var/lib/sigil-mcp"|' "$project/config/config.json" >"$scratch/config"
        put "$scratch/config" "$destdir$config"
    fi

    if [ ! -d "$destdir$state" ]; then
        mkdir -p "$(dirname "$destdir$state")"
        mkdir -m 700 "$destdir$state"
        say "created    $destdir$state"
    fi
    # as systemd would at the next start; before that, `token create` needs it
    staged || [ "$(stat -c %U "$state")" = "$account" ] || chown -R "$account:$group" "$state"

    mkdir -p "$(dirname "$destdir$command")"
    if [ "$(readlink "$destdir$command" || true)" = "$prefix/bin/sigil-mcp" ]; then
        say "unchanged  $destdir$command"
    elif [ -e "$destdir$command" ] && [ ! -L "$destdir$command" ]; then
        say "kept       $destdir$command, which is not ours; the program is $prefix/bin/sigil-mcp"
    else
        ln -sfn "$prefix/bin/sigil-mcp" "$destdir$command"
        say "linked     $destdir$command"
    fi
}

reload_systemd() {
    if systemd_runs; then
        systemctl daemon-reload
        say "reloaded   systemd"
    fi
}

next_steps() {
    say
    say "The service runs as $account. Next:"
    say "  1. name your repositories:       sudoedit $config"
    say "  2. choose a passphrase:          sudo -u $account $command owner set-passphrase --config $config"
    say "     ChatGPT, Claude and other clients then open a page where you sign in, or where you are shown a code for"
    say "                                   sudo -u $account $command approve CODE --config $config"
    say "     A client without OAuth needs a token, shown once:"
    say "                                   sudo -u $account $command token create --name my-client --config $config"
    if systemd_runs && systemctl is-active --quiet sigil-mcp; then
        say "  3. it is running; restart it:    sudo systemctl restart sigil-mcp"
    else
        say "  3. start it, now and at boot:    sudo systemctl enable --now sigil-mcp"
    fi
    say "  4. see that it answers:          curl -i http://127.0.0.1:8000/healthz"
    say "  5. open a tunnel to it:          sudo $command tunnel init --hostname mcp.example.com --config $config"
}

roll_back() {
    [ -d "$target.previous" ] || fail "there is no previous image in $target.previous"
    rm -rf "$target.swap"
    mv "$target" "$target.swap"
    mv "$target.previous" "$target"
    mv "$target.swap" "$target.previous"
    say "put back   $target (the other one is now $target.previous)"
    if systemd_runs && systemctl is-active --quiet sigil-mcp; then
        say "restart it: sudo systemctl restart sigil-mcp"
    fi
}

uninstall() {
    if systemd_runs; then
        systemctl disable --now sigil-mcp-health.timer sigil-mcp 2>/dev/null || true
    fi
    if [ "$(readlink "$destdir$command" || true)" = "$prefix/bin/sigil-mcp" ]; then
        rm -f "$destdir$command"
        say "removed    $destdir$command"
    fi
    for path in "$destdir$unit" "$destdir/etc/systemd/system/sigil-mcp-health.service" "$destdir/etc/systemd/system/sigil-mcp-health.timer" "$destdir$dropin" "$target" "$target.previous" "$target.new"; do
        if [ -e "$path" ]; then
            rm -rf "$path"
            say "removed    $path"
        fi
    done
    # a drop-in of the owner's own stays
    rmdir "$(dirname "$destdir$dropin")" 2>/dev/null || true
    reload_systemd
    say
    say "Kept: the configuration, the tokens and the account. To remove them too:"
    say "  sudo rm -r $destdir/etc/sigil-mcp $destdir$state"
    say "  sudo userdel sigil-mcp"
}

# a stopped run cleans up, whatever stopped it
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
umask 022

case $action in
    rollback) roll_back ;;
    uninstall) uninstall ;;
    install)
        settle_account
        [ -n "$image" ] || image=$(built_image)
        [ -e "$image" ] || fail "there is no $image"
        scratch=$(mktemp -d)
        install_image
        install_files
        reload_systemd
        next_steps ;;
esac
