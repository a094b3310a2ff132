# attache: a PostgreSQL extension. README.md says how to use it, doc/testing.md
# what each target shows. The version stands in attache.control; a test looks at its copies.

.DEFAULT_GOAL := all
MAKEFLAGS += --no-print-directory

# The folder of this file, with a slash; nothing where make runs there.
top := $(filter-out ./,$(dir $(lastword $(MAKEFILE_LIST))))

EXTENSION = attache
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(top)attache.control)

MODULE_big = attache
OBJS = $(patsubst $(top)%.c,%.o,$(sort $(wildcard $(top)src/*.c $(top)src/*/*.c)))
INCLUDES = $(wildcard $(top)src/*.h $(top)src/*/*.h)

PG_CONFIG ?= pg_config
# The server's headers are not ours to warn about.
PG_CPPFLAGS = -I$(top)src -isystem $(shell $(PG_CONFIG) --includedir-server) -DATTACHE_VERSION='"$(EXTVERSION)"'
PG_CFLAGS = -Wall -Wextra -Wno-declaration-after-statement -Werror=implicit-function-declaration

SCRIPT = $(EXTENSION)--$(EXTVERSION).sql
# The way from this version over "this version on this server" and back, by which
# attache_adopt_server() goes.
SERVER_SCRIPT = $(EXTENSION)--$(EXTVERSION)--$(EXTVERSION)-server.sql
RETURN_SCRIPT = $(EXTENSION)--$(EXTVERSION)-server--$(EXTVERSION).sql
DATA_built = $(SCRIPT) $(SERVER_SCRIPT) $(RETURN_SCRIPT)
EXTRA_CLEAN = $(DATA_built) test/output doc/html attache-$(EXTVERSION).zip attache-$(EXTVERSION).tar.gz

# The manual, and what its pages lead to.
DOCS = $(patsubst $(top)%,%,$(wildcard $(top)doc/*.md $(top)doc/*.png))
FRONT_DOCS = README.md CHANGELOG.md LICENSE SECURITY.md

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
# A client alone may have PGXS without them.
SERVER_HEADERS := $(wildcard $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h)

# A line with two number signs above a target is what 'make help' says of it.

## list the targets
help:
	@awk '/^## / { line = substr($$0, 4); next } \
		line != "" && match($$0, /^[a-z]+:/) { printf "%-12s %s\n", substr($$0, 1, RLENGTH - 1), line } \
		{ line = "" }' $(firstword $(MAKEFILE_LIST)) | sort -u

# PGXS has these.

## build
all:

## install into the server of PG_CONFIG
install:

## remove what was built
clean:

# What needs no PostgreSQL of this machine.

## build Debian packages for the release of this machine, into DEB_DIR
deb:
	@test/deb

## archive the last commit as PGXN takes it
dist:
	@test/dist

## fuzz the plain-C core for FUZZ_SECONDS, under libFuzzer and sanitizers
fuzz:
	@test/fuzz/run

## run everything on PostgreSQL 15, 17, 18 and 19, as root on Debian
matrix:
	@test/matrix

## build the packages, and install and try them, on bare Debian 12 and 13, as root
packages:
	@test/packages

## run everything on a server with assertions, as root on Debian
assert:
	+@test/assert

## lay the C sources out as pgindent does
indent:
	@test/style/indent

## look through the sources with cppcheck, clang-tidy and shellcheck; LINT chooses
lint:
	@test/style/lint

## write the documentation as a site of static pages, into doc/html
site:
	@test/setup site
	@doc/build/site doc/html

## make the list of type names, which the layout goes by, again
typedefs:
	@test/style/typedefs

.PHONY: assert deb dist fuzz help indent lint matrix packages site typedefs

# The targets that a bare machine has to know.
ifeq ($(and $(wildcard $(PGXS)),$(SERVER_HEADERS)),)

bench coverage demo drivers guards pictures reference scale stress test:
	@test/setup
	@$(MAKE) $@

all install installcheck clean:
	@echo "attache: no PostgreSQL to build for; doc/install.md says what that takes. Or set PG_CONFIG; 'make demo' and 'make test' install what is missing" >&2
	@exit 1

.PHONY: all bench coverage install installcheck clean demo drivers guards pictures reference scale stress test

else

include $(PGXS)

# Debian writes these paths out; an installation that was moved says better.
datadir := $(shell $(PG_CONFIG) --sharedir)
docdir := $(shell $(PG_CONFIG) --docdir)

# PGXS puts the DOCS of all extensions into one folder, without their own. Ours get
# one of their own, laid out as here, so that no README.md is another's and links
# lead somewhere. PGXS does not find them again to remove them.
docmoduledir := extension/attache/doc
manual = $(DESTDIR)$(docdir)/extension/attache

install: install-front
install-front: installdirs
	$(INSTALL_DATA) $(addprefix $(srcdir)/,$(FRONT_DOCS)) '$(manual)/'

uninstall: uninstall-manual
uninstall-manual:
	rm -f $(patsubst %,'$(manual)/%',$(FRONT_DOCS) $(DOCS))
	rmdir '$(manual)/doc' '$(manual)' 2>/dev/null || true

$(OBJS): $(INCLUDES) $(top)attache.control

# Where make runs elsewhere, as in: make -f ../attache/Makefile
ifneq ($(top),)
$(shell mkdir -p $(sort $(dir $(OBJS))))
endif

# --- The extension's script, from its fragments -----------------------------

FRAGMENTS = $(addprefix $(top)sql/,$(shell $(top)sql/join fragments))

$(SCRIPT): $(top)attache.control $(top)sql/join $(FRAGMENTS)
	$(top)sql/join extension $(MAJORVERSION) >$@.tmp && mv $@.tmp $@

$(SERVER_SCRIPT): $(top)attache.control $(top)sql/join $(FRAGMENTS)
	$(top)sql/join server $(MAJORVERSION) >$@.tmp && mv $@.tmp $@

$(RETURN_SCRIPT): $(top)attache.control $(top)sql/server.sql
	cp $(top)sql/server.sql $@

# --- Tests -------------------------------------------------------------------

# Beside a private server, with what is missing installed before.

## build, install and show the demo; PAGE=no leaves out its page, and Node
demo: setup
	+@test/build
	@test/install
	@DEMO_PAGE='$(if $(filter no,$(PAGE)),,test/output/demo.html)' test/with-server test/demo/run

## build, install and run all tests
test: setup
	+@test/build
	@test/install
	@test/with-server test/suite

# Python, Java, Node, ODBC, SQLAlchemy, PostGraphile.
## test the types and a registry through what applications connect with
drivers:
	@test/setup drivers
	+@test/build
	@test/install
	@LISTEN=127.0.0.1 test/with-server test/drivers/run

## draw the pictures of goals and coverage, and look at them in Chromium, also as axe does
pictures:
	@test/setup pictures
	+@test/build
	@test/install
	@test/with-server test/pictures/run

## run all tests against a server that runs already and has it installed
installcheck:
	@test/suite

# test/stress/run says what it can be told.
## write into a small registry from many sessions at once
stress:
	@test/setup stress
	+@test/build
	@test/install
	@SERVER_OPTIONS="-c max_prepared_transactions=32 $$SERVER_OPTIONS" test/with-server test/stress/run

# SCALE_ROWS is how many rows each server has.
## ask two servers of this machine from a third, as doc/scale.md says
scale: setup
	+@test/build
	@test/install
	@test/with-server test/scale/run

## take out each guard of the rules and see that a test fails
guards: setup
	+@test/build
	@test/guards

## say which lines of src/ the tests run
coverage: setup
	@test/coverage

# Measurements, not part of the tests; test/bench/run says what it can be told,
# as in: make bench CASES='types coverage-size'. All data in memory; one process
# unless a case says otherwise.
BENCH_SERVER = $(addprefix -c ,max_connections=120 shared_buffers=2GB work_mem=1GB maintenance_work_mem=1GB \
	jit=off autovacuum=off synchronize_seqscans=off max_wal_size=16GB \
	max_parallel_workers_per_gather=0 max_parallel_maintenance_workers=0)

## measure against bigint, text and plain SQL; CASES chooses
bench:
	@test/setup bench
	+@test/build
	@test/install
	@SERVER_OPTIONS="$(BENCH_SERVER)" CASES="$(CASES)" test/with-server test/bench/run

## write doc/reference.md from the comments of the installed objects
reference: setup
	+@test/build
	@test/install
	@test/with-server $(top)doc/build/reference >doc/reference.tmp && mv doc/reference.tmp doc/reference.md

## install what building and testing need and this machine lacks
setup:
	@test/setup

.PHONY: bench coverage demo drivers guards installcheck pictures reference scale setup stress test

endif
