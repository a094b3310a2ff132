-- With DISCARD_CACHES the server drops its caches as often as it can from here on,
-- in the transactions that follow as well.
\set discard 0
\getenv discard DISCARD_CACHES
\if :discard
	SET debug_discard_caches = 1;
\endif
