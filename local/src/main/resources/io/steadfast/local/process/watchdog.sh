# Runs a command that cannot outlive its launcher: standard input is a pipe from the launcher, and the end of
# that pipe, however it comes about, ends the command (politely first, then by SIGKILL).
# Arguments: PID_FILE SIGNAL GRACE_SECONDS COMMAND...
pid_file=$1 signal=$2 grace=$3
shift 3

# Own process groups: Ctrl-C, or a kill of the launcher's whole group, reaches neither the command nor its guard.
set -m
trap : INT TERM HUP
exec 3>&2 2>/dev/null

"$@" </dev/null 2>&3 3>&- &
command=$!
echo "$command" >"$pid_file.new" && mv -f "$pid_file.new" "$pid_file"

{
  while read -r _; do :; done
  kill -s "$signal" "$command"
  kill -s CONT "$command"
  for ((tenths = 0; tenths < grace * 10; tenths++)); do
    kill -0 "$command" || break
    sleep 0.1
  done
  kill -s KILL -- "-$command"
} <&0 >/dev/null 3>&- &
guard=$!

# Without job control, wait returns when the command has ended and not already when it is paused.
set +m
while :; do
  wait "$command"
  status=$?
  kill -0 "$command" || break
done
kill -s KILL -- "-$command" "-$guard"
rm -f "$pid_file"
exit "$status"
