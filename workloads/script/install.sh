#!/bin/sh
# A small installer that keeps the protocol of doc/protocol.md: STORE, TEMPLATES, MOUNT and LOCKS come from outside.
# install.sh install IMAGE KEY NAME | remove NAME | sweep
t=$TEMPLATES/${3:-} c=$STORE/${4:-} retried='' err=$(mktemp) && trap 'rm -f "$err"' EXIT
say() { cat "$err" >&2; return 1; }
calm() { # a dataset may be busy for a while after its unmount
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$@" 2>"$err" && return 0
        grep -q busy "$err" || break
        sleep 0.2
    done
    say
}
try() { # once more after a sweep of all that is idle, if there was no space; one such retry in an install
    "$@" 2>"$err" && return 0
    say
    [ -z "$retried" ] && grep -Eq 'quota exceeded|out of space|No space left|Wrote only' "$err" || return 1
    retried=1 && echo "retry: $1" && sweep && "$@"
}
sweep() { # least recently used first, whole or not at all; never one that somebody works on
    all=$(zfs list -H -r -t filesystem,snapshot -o name,origin,enospc:last_used "$STORE")
    echo "$all" | awk -F '\t' '{o[$2]} $1 ~ /@pristine$/ {p[$1]; u[$1] = $3} END {for (s in p) if (!(s in o)) print u[s], s}' |
        sort -n | while read -r _ s; do
            ( flock -n 9 && { zfs unmount "${s%@*}" 2>/dev/null; calm zfs destroy "$s"; } &&
                { calm zfs destroy "${s%@*}" || zfs snapshot "$s"; } ) 9>"$LOCKS/$(basename "${s%@*}")"
        done
}
unpack() { # a squashfs file, or the merged folder of layers; a sender that fails is a failure as well
    [ -d "$1" ] || { unsquashfs -f -no-progress -d "$2" "$1" >/dev/null; return; }
    failed=$({ { tar -C "$1" -cf - . || echo sender >&3; } | tar -C "$2" -xpf - || echo receiver; } 3>&1)
    [ -z "$failed" ]
}
drop() { zfs unmount "$1" 2>/dev/null; calm zfs destroy -r "$1"; }
fail() { echo "install.sh: cannot install $c" >&2; drop "$t.tmp"; exit 1; }
use() { zfs clone -o canmount=noauto "$t@pristine" "$c" && zfs set "enospc:last_used=$(date +%s)" "$t"; }
case $1 in
sweep) sweep ;;
remove) c=$STORE/$2; zfs unmount "$c" 2>/dev/null; calm zfs destroy "$c" || exit 1 ;;
install)
    if ! use 2>/dev/null; then
        exec 9>"$LOCKS/$3" && flock -w "${WAIT:-600}" 9 || exit 1
        zfs list "$t@pristine" >/dev/null 2>&1 || ! zfs list "$t" >/dev/null 2>&1 || calm zfs destroy "$t"
        # Sealed: its extractor died right before the rename. Anything less is dropped.
        zfs list "$t.tmp@pristine" >/dev/null 2>&1 && calm zfs rename "$t.tmp" "$t"
        if ! use 2>/dev/null; then
            zfs list "$t.tmp" >/dev/null 2>&1 && drop "$t.tmp"
            try zfs create -o canmount=noauto "$t.tmp" && try zfs mount "$t.tmp" &&
                try unpack "$2" "$MOUNT/$3.tmp" &&
                chmod 755 "$MOUNT/$3.tmp" && zfs unmount "$t.tmp" && try zfs snapshot "$t.tmp@pristine" &&
                try zfs set "enospc:last_used=$(date +%s)" "$t.tmp" &&
                try zfs clone -o canmount=noauto "$t.tmp@pristine" "$c" || fail
            zfs unmount "$c" 2>/dev/null # zfs-fuse mounts a clone at once, and then the rename is refused as busy
            calm zfs rename "$t.tmp" "$t" || { drop "$c"; fail; }
        fi
        exec 9>&-
    fi
    zfs mount "$c" 2>"$err" || grep -q 'already mounted' "$err" || { say; drop "$c"; exit 1; } ;;
esac
