# To be sourced: databases and roles that tests make on a server that may be
# somebody's. Names that are taken already are refused; what was made goes away at
# the end, whatever the end is, unless KEEP_DATABASES is set.

claimed_databases=()
claimed_roles=()

# What the server says to SQL, as the user who runs this, who is asked for nothing.
on_server() {
	psql -X -q -A -t -w -v ON_ERROR_STOP=1 -d "${maintenance:-postgres}" -c 'SET client_min_messages = error' -c "$1"
}

# Names as a list of SQL's.
list_names() {
	local list
	list=$(printf ", '%s'" "$@")
	echo "(NULL${list//", ''"/})"
}

# The databases and roles of these names that there are.
taken_names() {
	on_server "SELECT 'database ' || datname FROM pg_database WHERE datname IN $(list_names ${claimed_databases[@]+"${claimed_databases[@]}"})
		UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname IN $(list_names ${claimed_roles[@]+"${claimed_roles[@]}"}) ORDER BY 1"
}

# How to be rid of them.
say_how_to_drop() {
	sed -E 's/^database (.*)/    dropdb \1/; s/^role (.*)/    dropuser \1/' <<<"$1"
}

# The names of all databases and roles that could be a test's.
names_of_tests() {
	on_server "SELECT 'database ' || datname FROM pg_database WHERE datname LIKE 'attache\_%'
		UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'attache\_%'" | sort
}

# claim WHO DATABASES ROLES: from here on these names are this run's, which WHO, a
# program, does; ends it where a name is taken or the server cannot be asked.
claim() {
	local who=$1 taken
	read -ra claimed_databases <<<"$2"
	read -ra claimed_roles <<<"$3"
	if ! taken=$(taken_names 2>&1); then
		claimed_databases=() claimed_roles=()
		echo "$who: the server does not answer (PGHOST=${PGHOST:-} PGPORT=${PGPORT:-} PGUSER=${PGUSER:-}): ${taken##*error: }" >&2
		return 1
	fi
	if [ -n "$taken" ]; then
		claimed_databases=() claimed_roles=()
		echo "$who: the server has what the tests would make, and they touch nothing that they did not make. If it is of no use:" >&2
		say_how_to_drop "$taken" >&2
		return 1
	fi
}

# Subscriptions keep a database from being dropped, and so do transactions that
# are prepared in it.
drop_database() {
	local maintenance=$1
	on_server "SELECT format('ALTER SUBSCRIPTION %1\$I DISABLE; ALTER SUBSCRIPTION %1\$I SET (slot_name = NONE); DROP SUBSCRIPTION %1\$I', subname)
		FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
		UNION ALL SELECT format('ROLLBACK PREPARED %L', gid) FROM pg_prepared_xacts WHERE database = current_database()" |
		psql -X -q -w -d "$maintenance" >/dev/null 2>&1
	maintenance=postgres
	on_server "DROP DATABASE IF EXISTS $1 WITH (FORCE)"
}

# Drops what claim() got; true if nothing is left.
release() {
	local kind name left
	[ ${#claimed_databases[@]} -gt 0 ] || return 0
	if [ -n "${KEEP_DATABASES:-}" ]; then
		left=$(taken_names 2>/dev/null)
		claimed_databases=() claimed_roles=()
		[ -z "$left" ] || { echo "kept, until you say:"; say_how_to_drop "$left"; } >&2
		return 0
	fi
	# A server that is gone has nothing left.
	left=$(taken_names 2>/dev/null) || return 0
	while read -r kind name; do
		case $kind in
		database) drop_database "$name" ;;
		role) on_server "DROP ROLE $name" ;;
		esac
	done <<<"$left" >/dev/null 2>&1
	left=$(taken_names 2>/dev/null)
	claimed_databases=() claimed_roles=()
	[ -z "$left" ] || {
		echo "these could not be dropped:" >&2
		say_how_to_drop "$left" >&2
		return 1
	}
}
