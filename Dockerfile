# PostgreSQL with attache, on the official image of the major version PG_MAJOR:
#
#     docker build --build-arg PG_MAJOR=17 -t postgres-attache .
#
# Untried: no image has been built of it. 'make packages' runs the steps of the
# first stage in a bare Debian with its server, and compares what they install with
# the Debian packages. There each step has to stand in one line.
ARG PG_MAJOR=17

FROM postgres:${PG_MAJOR} AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /attache
WORKDIR /attache
RUN make -j"$(nproc)" PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config"
RUN make install PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config" DESTDIR=/install

FROM postgres:${PG_MAJOR}
COPY --from=build /install/ /
