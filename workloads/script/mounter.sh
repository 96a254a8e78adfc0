#!/bin/sh
# Mounts for one user who has the right `mount` by `zfs allow`: on Linux only root can use that right.
#   mounter.sh serve USER FOLDER        as root, until it is ended; makes the folder
#   mounter.sh ask FOLDER mount|unmount DATASET
# A request is a line `NUMBER VERB DATASET`, its answer `NUMBER STATUS TEXT`; a lock keeps askers apart, and an answer
# to one that was killed is known by its number. Only root makes files in the folder, so none can be put in its place.
may() { # the right itself, and a mountpoint that is inherited: with one of its own a user could hide /etc
    zfs allow "$2" 2>/dev/null | awk -v user="$1" '$1 == "user" && $2 == user && ("," $3 ",") ~ /,mount,/ {found = 1}
        END {exit !found}' && zfs get -H -o source mountpoint "$2" 2>/dev/null | grep -q '^inherited from '
}
answer() { # USER VERB DATASET
    case $2:$3 in
    *[!a-z:]*:* | *:*[!A-Za-z0-9._:/-]* | *:-* | *:) echo "2 no such request" && return ;;
    mount:* | unmount:*) ;;
    *) echo "2 no such request" && return ;;
    esac
    may "$1" "$3" || { echo "1 cannot $2 '$3': permission denied" && return; }
    said=$(zfs "$2" "$3" 2>&1)
    echo "$? $(echo "$said" | tr '\n' ' ' | cut -c1-1000)"
}
case $1 in
serve)
    umask 022 && mkdir "$3" && cd "$3" && mkfifo -m 600 asked answered && : >lock && chmod 600 lock &&
        chown "$2" asked answered lock || exit 1
    trap 'rm -f "$3/asked" "$3/answered" "$3/lock" && rmdir "$3"' EXIT
    trap 'exit 0' HUP INT TERM
    exec 3<>asked 4<>answered
    while read -r number verb dataset <&3; do echo "$number $(answer "$2" "$verb" "$dataset")" >&4; done ;;
ask)
    exec 9>"$2/lock" && flock 9 && echo "$$ $3 $4" >"$2/asked" || exit 1
    while read -r number status text; do [ "$number" = $$ ] && break; done <"$2/answered"
    [ -z "$text" ] || echo "$text" >&2
    exit "$status" ;;
*) sed -n 2,4p "$0" >&2 && exit 2 ;;
esac
