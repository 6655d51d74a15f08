# Runs a command that must not outlive its parent.
# Arguments: stop signal, grace in tenths of a second, the command. Standard error is its log.
# Standard input is a pipe whose other end only the parent holds. When it ends, the parent is
# gone or lets go; a number on it is an order to stop with that grace.
signal=$1; grace=$2; shift 2
exec 3<&0 0</dev/null
# Ctrl-C and a closed terminal reach the whole process group; the order to stop is the parent's.
trap '' INT HUP
"$@" >&2 3<&- &
child=$!
trap 'kill -s "$signal" "$child" 2>/dev/null' TERM
(
  order=
  read -r order <&3
  case $order in '' | *[!0-9]*) order=$grace ;; esac
  kill -s "$signal" "$child" 2>/dev/null
  while [ "$order" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
    sleep 0.1
    order=$((order - 1))
  done
  kill -s KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
echo "$child"
exec >&- 3<&-
while :; do
  wait "$child"
  code=$?
  # A trapped signal ends "wait" early, with the child still there.
  kill -0 "$child" 2>/dev/null || break
done
kill -s KILL "$watcher" 2>/dev/null
exit "$code"
