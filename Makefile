# attache: a PostgreSQL extension. README.md says how to use it, doc/testing.md
# what each target shows. The version stands in attache.control and nowhere else.

.DEFAULT_GOAL := all

EXTENSION = attache
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" attache.control)

MODULE_big = attache
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))
INCLUDES = $(wildcard src/*.h src/*/*.h)

PG_CONFIG ?= pg_config
# The server's headers are not ours to warn about.
PG_CPPFLAGS = -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server) -DATTACHE_VERSION='"$(EXTVERSION)"'
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

$(OBJS): $(INCLUDES) attache.control

# --- The extension's script, from its fragments -----------------------------

SCALARS = program_code posting_status country_code
# What only newer servers know.
SINCE_18 = $(if $(filter 15 16 17,$(MAJORVERSION)),,sql/scalar_18.sql.in)
REGISTRY_TABLES = time_zone tables site status assignment weight goal rule
REGISTRY_CODE = calendar argument trigger level presence verify goal_presence goal_measure goal_progress goal_series report \
	coverage_of vacancy rotation explain what_if report_views chart
# The first level that a released version made, and the steps from each level to
# the next, files of sql/registry/upgrade. None has been needed yet.
REGISTRY_FIRST = 1
REGISTRY_STEPS =
REGISTRY_LEVEL := $(shell expr $(REGISTRY_FIRST) + $(words $(REGISTRY_STEPS)))

# $(call registry,TOPICS): their fragments.
registry = $(patsubst %,sql/registry/%.sql,$(1))
# What the fragments leave open: the levels, and the names of all views and functions.
registry_sed = s/@first@/$(REGISTRY_FIRST)/g; s/@level@/$(REGISTRY_LEVEL)/g; s/@code@/$(shell \
	sed -nE 's/^CREATE (VIEW|FUNCTION) ([a-z0-9_]+).*/\2/p' $(call registry,$(REGISTRY_CODE)) | paste -sd,)/g

# The operators that compare two texts as values of a type, as in #=#.
program_code_mark = \#
posting_status_mark = %
country_code_mark = @

# $(call scalar,TYPE): the fragments that are the same for each scalar type.
scalar = sed 's/@scalar@/$(1)/g; s/@mark@/$($(1)_mark)/g' sql/scalar.sql.in sql/scalar_text.sql.in $(SINCE_18)

# What attache_upgrade_registry is made of.
upgrade_function = sed '$(registry_sed)' sql/registry_upgrade_begin.sql $(REGISTRY_STEPS) sql/registry_upgrade_names.sql && \
	sed -E '$(registry_sed); s/^CREATE (VIEW|FUNCTION) /CREATE OR REPLACE \1 /' $(call registry,$(REGISTRY_CODE)) && \
	sed '$(registry_sed)' sql/registry_upgrade_end.sql

# For a test, which has a step of its own.
upgrade-function:
	@$(upgrade_function)

$(SCRIPT): attache.control Makefile $(wildcard sql/*.sql sql/*.sql.in sql/registry/*.sql) $(REGISTRY_STEPS)
	{ cat sql/begin.sql sql/scalar_gist.sql && \
	  $(foreach type,$(SCALARS),cat sql/$(type).sql && $(call scalar,$(type)) &&) \
	  cat sql/coverage.sql sql/rule.sql sql/argument.sql sql/registry_trust.sql sql/registry_time_zone.sql && \
	  sed '$(registry_sed)' sql/registry_begin.sql $(call registry,$(REGISTRY_TABLES) $(REGISTRY_CODE)) sql/registry_end.sql && \
	  $(upgrade_function) && \
	  cat sql/example.sql; \
	} > $@.tmp && mv $@.tmp $@

# $(call adopt,TYPE): what only newer servers know, if it is not there.
adopt = printf "\nDO \$$adopt\$$ BEGIN\nIF pg_catalog.to_regprocedure('@extschema@.$(1)_skipsupport(internal)') IS NULL THEN\n" && \
	sed 's/@scalar@/$(1)/g' $(SINCE_18) && printf 'END IF;\nEND $$adopt$$;\n'

$(SERVER_SCRIPT): attache.control Makefile sql/server.sql sql/scalar_18.sql.in
	{ cat sql/server.sql $(if $(SINCE_18),$(foreach type,$(SCALARS),&& $(call adopt,$(type)))); } > $@.tmp && mv $@.tmp $@

$(RETURN_SCRIPT): attache.control Makefile sql/server.sql
	cp sql/server.sql $@

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
