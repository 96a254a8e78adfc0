#!/bin/sh
# The guardian of one run on a real pool. The run tells it on its standard input what it has taken and given back; when
# that input ends without a word, be it by SIGKILL, the guardian gives back what is still taken, and takes a pool of the
# run's own away with everything else that the run had.
#
#   lease KIND DATASET     taken: a reservation, or a dataset full of ballast
#   return KIND DATASET    given back
#   end                    all is put away; nothing is left to do
#
# It touches only what carries the run's mark, and its own words have no blanks in them.
set -u
run=$1 folder=$2 ground=$3
leases=
ended=

log() { echo "$*" >> "$folder/guardian.log"; }

marked() { [ "$(zfs get -H -o value enospc:run "$1" 2> /dev/null)" = "$run" ]; }

give_back() {
    kind=${1%%:*} name=${1#*:}
    marked "$name" || return 0
    case $kind in
        reservation) zfs set reservation=none "$name" ;;
        ballast) zfs unmount "$name"; zfs destroy "$name" ;;
    esac >> "$folder/guardian.log" 2>&1
    log "gave back $kind of $name"
}

# Every process that has the run in its environment, the stopped ones too.
end_processes() {
    for round in 1 2 3 4 5; do
        found=
        for environ in /proc/[0-9]*/environ; do
            if tr '\0' '\n' 2> /dev/null < "$environ" | grep -qx "ENOSPC_RUN=$run"; then
                pid=${environ#/proc/}
                kill -KILL "${pid%/environ}" 2> /dev/null && found=yes
            fi
        done
        [ -n "$found" ] || return 0
        sleep 0.2
    done
}

mounts() { awk -v at="$folder/" 'index($5, at) == 1 { print $5 }' /proc/self/mountinfo | sort -r; }

take_away() {
    pool=enospc$run
    for try in 1 2 3 4 5 6 7 8 9 10; do
        marked "$pool" || break
        zpool destroy "$pool" && break
        sleep 0.5
    done >> "$folder/guardian.log" 2>&1
    marked "$pool" && return
    mounts | while read -r at; do umount "$at"; done >> "$folder/guardian.log" 2>&1
    [ -n "$(mounts)" ] || rm -rf --one-file-system "$folder"
}

trap '' HUP INT TERM
while read -r word kind name; do
    case $word in
        lease) leases="$leases $kind:$name" ;;
        return) leases=$(for each in $leases; do [ "$each" = "$kind:$name" ] || printf ' %s' "$each"; done) ;;
        end) ended=yes ;;
    esac
done
[ -z "$ended" ] || exit 0
log "the run died"
for each in $leases; do give_back "$each"; done
end_processes
if [ "$ground" = own ]; then take_away; fi
