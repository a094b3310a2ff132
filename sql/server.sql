/* attache: what this server knows and the one that the extension was made on may not have known */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "SELECT attache_adopt_server()" to load this file. \quit
