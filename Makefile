# attache: a PostgreSQL extension. README.md says how to use it, doc/testing.md
# what each target shows. The version stands in attache.control and nowhere else.

.DEFAULT_GOAL := all

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
PG_CFLAGS = -Wall -Wextra -Wno-declaration-after-statement

SCRIPT = $(EXTENSION)--$(EXTVERSION).sql
# The way from this version over "this version on this server" and back, by which
# attache_adopt_server() goes.
SERVER_SCRIPT = $(EXTENSION)--$(EXTVERSION)--$(EXTVERSION)-server.sql
RETURN_SCRIPT = $(EXTENSION)--$(EXTVERSION)-server--$(EXTVERSION).sql
DATA_built = $(SCRIPT) $(SERVER_SCRIPT) $(RETURN_SCRIPT)
EXTRA_CLEAN = $(DATA_built) test/output

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
# A client alone may have PGXS without them.
SERVER_HEADERS := $(wildcard $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h)

# What needs no PostgreSQL of this machine: the core under libFuzzer and
# sanitizers; everything on each major version, and on a server with assertions,
# as root on Debian.
fuzz:
	@test/fuzz/run

matrix:
	@test/matrix

assert:
	+@test/assert

# The targets that a bare machine has to know.
ifeq ($(and $(wildcard $(PGXS)),$(SERVER_HEADERS)),)

bench coverage demo drivers guards pictures stress test:
	@test/setup
	@$(MAKE) $@

all install installcheck clean:
	@echo "attache: no PostgreSQL to build for; 'make demo' or 'make test' installs what is missing, or set PG_CONFIG" >&2
	@exit 1

.PHONY: all bench coverage install installcheck clean demo drivers guards pictures stress test

else

include $(PGXS)

# Debian writes this path out; an installation that was moved says better.
datadir := $(shell $(PG_CONFIG) --sharedir)

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
demo: setup
	@$(MAKE) -s all
	@test/install
	@DEMO_PAGE=test/output/demo.html test/with-server test/demo/run

test: setup
	@$(MAKE) -s all
	@test/install
	@test/with-server test/suite

# The types, and a registry's reports and functions, through what applications connect
# with: Python, Java, Node, ODBC, SQLAlchemy, PostGraphile.
drivers:
	@test/setup drivers
	@$(MAKE) -s all
	@test/install
	@LISTEN=127.0.0.1 test/with-server test/drivers/run

# The pictures of goals and coverage, drawn by Vega and looked at in Chromium.
pictures:
	@test/setup pictures
	@$(MAKE) -s all
	@test/install
	@test/with-server test/pictures/run

# Against a server that runs already (PGHOST, PGPORT, PGUSER) and has it installed.
installcheck:
	test/suite

# Many sessions at once on one small registry; test/stress/run says what it can be told.
stress:
	@test/setup stress
	@$(MAKE) -s all
	@test/install
	@SERVER_OPTIONS="-c max_prepared_transactions=32 $$SERVER_OPTIONS" test/with-server test/stress/run

# Takes out each guard of the rules and sees that a test fails.
guards: setup
	@$(MAKE) -s all
	@test/guards

# Which lines of src/ the tests run.
coverage: setup
	@test/coverage

# Measurements, not part of the tests; test/bench/run says what it can be told,
# as in: make bench CASES='types coverage-size'. All data in memory; one process
# unless a case says otherwise.
BENCH_SERVER = $(addprefix -c ,shared_buffers=2GB work_mem=1GB maintenance_work_mem=1GB \
	jit=off autovacuum=off synchronize_seqscans=off max_wal_size=16GB \
	max_parallel_workers_per_gather=0 max_parallel_maintenance_workers=0)

bench:
	@test/setup bench
	@$(MAKE) -s all
	@test/install
	@SERVER_OPTIONS="$(BENCH_SERVER)" CASES="$(CASES)" test/with-server test/bench/run

setup:
	@test/setup

.PHONY: assert bench coverage demo drivers fuzz guards installcheck matrix pictures setup stress test upgrade-function

endif
