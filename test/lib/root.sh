# To be sourced: what takes root, and how to ask for it.

# True where there is somebody to ask for a password.
has_terminal() {
	{ : >/dev/tty; } 2>/dev/null
}

# Runs a command as root. Without a terminal sudo must not ask, as nobody answers.
as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"
	elif has_terminal; then sudo "$@"
	else sudo -n "$@"
	fi
}

# can_be_root WHY: true if as_root will do; on a terminal sudo asks for the password.
can_be_root() {
	[ "$(id -u)" != 0 ] || return 0
	command -v sudo >/dev/null || return 1
	! sudo -n true 2>/dev/null || return 0
	has_terminal || return 1
	echo "attache: $1; sudo may ask for your password"
	sudo -v
}
