# To be sourced: says what takes long, so that nobody waits before a silent screen.

# patiently WHAT COMMAND [ARG ...]: runs a command. Where that takes longer than a
# moment it says what is going on, and again every ten seconds. The command stays in
# the foreground: it can ask for a password, and be interrupted. With $log, what the
# command prints goes there, and the last line shows how far it is.
patiently() {
	local what=$1 rc=0 beat
	shift
	tell_time "$what" $$ &
	beat=$!
	if [ -n "${log:-}" ]; then "$@" >>"$log" 2>&1 || rc=$?; else "$@" || rc=$?; fi
	kill "$beat" 2>/dev/null || true
	wait "$beat" 2>/dev/null || true
	return $rc
}

tell_time() {
	local started=$SECONDS now=''
	# Its own outputs are not for sleep, for which a pipe would wait.
	sleep 1 >/dev/null 2>&1
	echo "attache: $1"
	while sleep 9 >/dev/null 2>&1 && kill -0 "$2" 2>/dev/null; do
		now=
		[ ! -s "${log:-}" ] || now=$(tr '\r' '\n' <"$log" | grep . | tail -n 1 | cut -c 1-70)
		echo "attache: ... $((SECONDS - started)) seconds${now:+: $now}"
	done
}
