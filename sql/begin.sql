/* attache: who is posted abroad, and whether the promised coverage is met */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION attache" to load this file. \quit
