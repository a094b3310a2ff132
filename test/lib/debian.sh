# To be sourced: what is fetched from Debian without touching the apt of the
# machine. $root names the place that it is for; what apt needs lies in $root.apt.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

. test/lib/die.sh

# An apt of our own, that knows the releases and leaves the machine's alone.
apt_aside() {
	apt-get -q -o Dir::Etc::SourceList="$root.apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
		-o Dir::State="$root.apt/state" -o Dir::Cache="$root.apt/cache" \
		-o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o APT::Sandbox::User=root "$@"
}

# make_apt_aside: the sources come from standard input.
make_apt_aside() {
	mkdir -p "$root.apt"/{state/lists/partial,cache/archives/partial,debs}
	cat >"$root.apt/sources.list"
	apt_aside update
}

# Where this machine gets Debian from.
mirror() {
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } |
		sed -n -E 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]*debian\/?)( .*)?$/\3/p' | head -n 1
}

# Is a package installed on this machine?
has_package() {
	dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q ' installed$'
}

# install_missing PACKAGE ...: on this machine.
install_missing() {
	local package missing=()
	for package in "$@"; do
		has_package "$package" || missing+=("$package")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	echo "attache: installing ${missing[*]}" >&2
	apt-get update -q >/dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}
