# To be sourced: runs tests that print TAP, and counts what passed and failed.
# Logs go to the directory $output.

passed=0
failed=0

# Runs a function; where an interrupt has to be seen at once, apart() is another.
apart() {
	"$@"
}

# show_tap LOG EXEC FILE ...: shows what prove prints while it does.
show_tap() {
	local log=$1 exec=$2
	shift 2
	prove --exec "$exec" --verbose --merge "$@" 2>&1 | perl test/lib/progress.pl "$log" tap "$@"
	return "${PIPESTATUS[0]}"
}

# run_tap NAME EXEC FILE ...: TAP from the files as EXEC runs them, added up by
# prove. A file that breaks off counts as failed.
run_tap() {
	local log=$output/$1-tap.log exec=$2 rc=0
	shift 2
	[ $# -gt 0 ] || return 0
	echo "--- $# test files in $(dirname "$1")"
	apart show_tap "$log" "$exec" "$@" || rc=$?
	passed=$((passed + $(grep -c '^ok [0-9]' "$log")))
	failed=$((failed + $(grep -c '^not ok [0-9]' "$log")))
	if [ $rc != 0 ] && ! grep -q '^not ok [0-9]' "$log"; then
		cat "$log"
		failed=$((failed + 1))
	fi
}

# The closing line; true if tests ran and all passed.
report_counts() {
	echo "$passed passed, $failed failed"
	[ $failed = 0 ] && [ $passed -gt 0 ]
}
