#!/bin/sh
# An installer as one writes it first: it looks before it clones, retries without looking why, and leaves its staging
# dataset behind when it is busy. broken.sh install IMAGE KEY NAME | remove NAME
t=$TEMPLATES/${3:-} c=$STORE/${4:-}
case $1 in
remove) zfs unmount "$STORE/$2" 2>/dev/null; zfs destroy "$STORE/$2" ;;
install)
    if ! zfs list "$t@pristine" >/dev/null 2>&1; then
        if zfs create -o canmount=noauto "$t.tmp"; then
            zfs mount "$t.tmp"
            unsquashfs -f -no-progress -d "$MOUNT/$3.tmp" "$2" >/dev/null ||
                unsquashfs -f -no-progress -d "$MOUNT/$3.tmp" "$2" >/dev/null || {
                zfs destroy "$t.tmp"    # it is mounted: this may be refused, and nobody looks
                echo "broken.sh: cannot extract" >&2
                exit 1
            }
            zfs unmount "$t.tmp"
            zfs rename "$t.tmp" "$t"
            zfs snapshot "$t@pristine"
        else
            for _ in 1 2 3 4 5 6 7 8 9 10; do zfs list "$t@pristine" >/dev/null 2>&1 && break; sleep 1; done
        fi
    fi
    zfs clone -o canmount=noauto "$t@pristine" "$c"
    zfs mount "$c" 2>/dev/null
    exit 0 ;;
esac
