# To be sourced: what root makes in somebody's checkout is theirs.

# Gives what is root's below the current folder to the owner of that, as after
# 'sudo make test'. A checkout of root's own stays as it is.
give_back() {
	[ "$(id -u)" = 0 ] || return 0
	local owner
	owner=$(stat -c %u:%g . 2>/dev/null) || return 0
	[ "${owner%:*}" != 0 ] || return 0
	find . -xdev -user 0 -exec chown -h "$owner" {} + 2>/dev/null || true
}
