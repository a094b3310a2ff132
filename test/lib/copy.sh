# To be sourced: copies in which a test may change and build what it likes.

# copy_tree DIR [PATTERN ...]: the project, without what matches.
copy_tree() {
	local dir=$1
	shift
	mkdir "$dir"
	tar -cf - --exclude=./.git --exclude=./test/output "${@/#/--exclude=}" . | tar -xf - -C "$dir"
}

# What is built, which another server or other options do not share.
built=('*.o' '*.bc' '*.so' 'attache--*.sql' 'attache-*.zip' 'attache-*.tar.gz')

# copy_server DIR: the installation of $pg_config, at the same place below DIR as
# the original, so that its programs find it.
copy_server() {
	local dir
	for dir in --bindir --pkglibdir --sharedir; do
		dir=$("$pg_config" $dir)
		mkdir -p "$1$dir"
		cp -a "$dir/." "$1$dir"
	done
}
