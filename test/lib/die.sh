# To be sourced: the end of a script, with a reason.

die() {
	echo "attache: $*" >&2
	exit 1
}
