#!/bin/sh
# Stands for a program in front of an installer under test: reports the step, waits for leave, runs the real program,
# reports its end. No process is started but the real one, and `cat` if that said something.
d=$ENOSPC_DESK n=0 PATH=$ENOSPC_PATH
set -C
until { true >"$d/c$n"; } 2>/dev/null; do
    n=$((n + 1))
    [ $n -lt 1000 ] || { echo "enospc: no desk in $d" >&2; exit 70; }
done
set +C
[ -p "$d/f$n" ] || mkfifo -m 666 "$d/f$n"
printf '%s\0' "$@" >"$d/a$n"
echo "begin $ENOSPC_OP $n ${0##*/}" >"$ENOSPC_STEPS"
read -r leave status text <"$d/f$n"
if [ "$leave" = fail ]; then
    printf '%s\n' "$text" >"$d/e$n"
else
    exec 3<&0
    ENOSPC_STEP=$n "${0##*/}" "$@" <&3 3<&- 2>>"$d/e$n" &
    child=$!
    trap 'kill -TERM $child' TERM HUP INT
    exec 3<&-
    while wait $child; status=$?; [ $status -gt 128 ] && kill -0 $child 2>/dev/null; do :; done
fi
[ -s "$d/e$n" ] && cat "$d/e$n" >&2
echo "end $ENOSPC_OP $n $status" >"$ENOSPC_STEPS"
[ "$leave" = halt ] && read -r leave <"$d/f$n"
exit $status
