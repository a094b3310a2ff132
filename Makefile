# attache: a PostgreSQL extension. README.md says how to use it, doc/testing.md
# what each target shows. The version stands in attache.control and nowhere else.

.DEFAULT_GOAL := all

EXTENSION = attache
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" attache.control)

MODULE_big = attache
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/core/*.c)))
INCLUDES = $(wildcard src/*.h src/core/*.h)

PG_CONFIG ?= pg_config
# The server's headers are not ours to warn about.
PG_CPPFLAGS = -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server) -DATTACHE_VERSION='"$(EXTVERSION)"'
# Our functions call each other, whatever another library calls its own.
SHLIB_LINK = -Wl,-Bsymbolic
PG_CFLAGS = -Wall -Wextra -Wno-declaration-after-statement

SCRIPT = $(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(SCRIPT)
EXTRA_CLEAN = $(SCRIPT) test/output

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
# A client alone may have PGXS without them.
SERVER_HEADERS := $(wildcard $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h)

# What needs no PostgreSQL of this machine: the core under libFuzzer and
# sanitizers; and everything on each major version, as root on Debian.
fuzz:
	@test/fuzz/run

matrix:
	@test/matrix

# The targets that a bare machine has to know.
ifeq ($(and $(wildcard $(PGXS)),$(SERVER_HEADERS)),)

bench demo drivers guards pictures stress test:
	@test/setup
	@$(MAKE) $@

all install installcheck clean:
	@echo "attache: no PostgreSQL to build for; 'make demo' or 'make test' installs what is missing, or set PG_CONFIG" >&2
	@exit 1

.PHONY: all bench install installcheck clean demo drivers guards pictures stress test

else

include $(PGXS)

# Debian writes this path out; an installation that was moved says better.
datadir := $(shell $(PG_CONFIG) --sharedir)

$(OBJS): $(INCLUDES) attache.control

# --- The extension's script, from its fragments -----------------------------

SCALARS = program_code posting_status country_code
# What only newer servers know.
SINCE_18 = $(if $(filter 15 16 17,$(MAJORVERSION)),,sql/scalar_18.sql.in)
REGISTRY_TABLES = time_zone tables site status assignment weight goal rule
REGISTRY_CODE = calendar trigger level presence verify goal_presence goal_measure goal_progress goal_series report \
	coverage_of vacancy rotation explain what_if report_views chart
# From each level of a registry to the next; there is one level more.
REGISTRY_STEPS = from_1
REGISTRY_LEVEL = $(words first $(REGISTRY_STEPS))

# $(call registry,TOPICS): their fragments.
registry = $(patsubst %,sql/registry/%.sql,$(1))
# What the fragments leave open: the level, and the names of all views and functions.
registry_sed = s/@level@/$(REGISTRY_LEVEL)/g; s/@code@/$(shell \
	sed -nE 's/^CREATE (VIEW|FUNCTION) ([a-z_]+).*/\2/p' $(call registry,$(REGISTRY_CODE)) | paste -sd,)/g

# The operators that compare two texts as values of a type, as in #=#.
program_code_mark = \#
posting_status_mark = %
country_code_mark = @

# $(call scalar,TYPE): the fragments that are the same for each scalar type.
scalar = sed 's/@scalar@/$(1)/g; s/@mark@/$($(1)_mark)/g' sql/scalar.sql.in sql/scalar_text.sql.in $(SINCE_18)

$(SCRIPT): attache.control Makefile $(wildcard sql/*.sql sql/*.sql.in sql/registry/*.sql sql/registry/upgrade/*.sql)
	{ cat sql/begin.sql sql/scalar_gist.sql && \
	  $(foreach type,$(SCALARS),cat sql/$(type).sql && $(call scalar,$(type)) &&) \
	  cat sql/coverage.sql sql/rule.sql sql/registry_time_zone.sql && \
	  sed '$(registry_sed)' sql/registry_begin.sql $(call registry,$(REGISTRY_TABLES) $(REGISTRY_CODE)) sql/registry_end.sql && \
	  sed '$(registry_sed)' sql/registry_upgrade_begin.sql $(call registry,$(addprefix upgrade/,$(REGISTRY_STEPS))) sql/registry_upgrade_names.sql && \
	  sed -E '$(registry_sed); s/^CREATE (VIEW|FUNCTION) /CREATE OR REPLACE \1 /' $(call registry,$(REGISTRY_CODE)) && \
	  cat sql/registry_upgrade_end.sql sql/example.sql; \
	} > $@.tmp && mv $@.tmp $@

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

.PHONY: bench demo drivers fuzz guards installcheck matrix pictures setup stress test

endif
