# To be sourced: says what takes long, so that nobody waits before a silent screen.

# patiently WHAT COMMAND [ARG ...]: runs a command. Where that takes longer than a
# moment it says what is going on, and again every ten seconds. The command stays in
# the foreground: it can ask for a password, and be interrupted. With $log, what the
# command prints goes there, and the last line shows how far it is.
patiently() {
	local what=$1 rc=0 beat
	shift
	# It ends when nobody holds the other end of its pipe any more.
	exec 9> >(tell_time "$what")
	beat=$!
	if [ -n "${log:-}" ]; then "$@" 9>&- >>"$log" 2>&1 || rc=$?; else "$@" 9>&- || rc=$?; fi
	exec 9>&-
	wait "$beat" 2>/dev/null || true
	return $rc
}

# True if the other end of the pipe is held for so many seconds.
is_held() {
	local rc=0
	read -r -t "$1" || rc=$?
	[ $rc -gt 128 ]
}

tell_time() {
	local started=$SECONDS now
	is_held 1 || return 0
	echo "attache: $1"
	while is_held 9; do
		now=
		[ ! -s "${log:-}" ] || now=$(tr '\r' '\n' <"$log" | grep . | tail -n 1 | cut -c 1-70)
		echo "attache: ... $((SECONDS - started)) seconds${now:+: $now}"
	done
}
