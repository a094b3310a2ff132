-- Mutated text and mutated binary messages of every type, for half a minute in
-- each place: each is an error of the right SQLSTATE, or a value that survives
-- the way out and in again, as text and as bytes.
\set QUIET 1
\getenv schema ATTACHE_SCHEMA
BEGIN;
SET LOCAL search_path = tap, public, :"schema";
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'UTC';
SELECT * FROM no_plan();

CREATE TABLE seed (type text, value text);
INSERT INTO seed VALUES
	('program_code', 'CSI'), ('program_code', 'C-TPAT'), ('program_code', ' a1.b2/c3-d4 '), ('program_code', 'ZZZZZZZZZZZZ'),
	('posting_status', 'proposed'), ('posting_status', ' Suspended '), ('posting_status', 'withdrawn'),
	('country_code', 'NL'), ('country_code', 'deu'), ('country_code', 'UK'), ('country_code', 'Germany'), ('country_code', ' su '),
	('coverage', '{}'), ('coverage', '{2004-10-20:2,2006-01-01:0}'), ('coverage', '{-infinity:1,0044-03-15 BC:-5,5874897-12-31:9223372036854775807}'),
	('coverage', '{ 2000-02-29 : 1 , 2000-03-01 : -9223372036854775808 }');

-- One to four random changes of a text.
CREATE FUNCTION mutate_text(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	letters CONSTANT text := E'{}:,-+ ./0123456789ABCDEFNLXYZabcinfty\t\né€';
	at integer;
	letter text;
BEGIN
	FOR n IN 1 .. 1 + floor(random() * 4)::integer LOOP
		at := 1 + floor(random() * (length(value) + 1))::integer;
		letter := substr(letters, 1 + floor(random() * length(letters))::integer, 1);
		value := CASE floor(random() * 4)::integer
			WHEN 0 THEN left(value, at - 1) || letter || substr(value, at)
			WHEN 1 THEN left(value, at - 1) || letter || substr(value, at + 1)
			WHEN 2 THEN left(value, at - 1) || substr(value, at + 1)
			ELSE left(value, at - 1) || substr(value, greatest(1, at - 5)) END;
	END LOOP;
	RETURN value;
END $$;

-- The same of a message.
CREATE FUNCTION mutate_bytes(value bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	at integer;
	byte bytea;
BEGIN
	FOR n IN 1 .. 1 + floor(random() * 3)::integer LOOP
		at := 1 + floor(random() * (length(value) + 1))::integer;
		byte := set_byte('\x00', 0, (ARRAY[0, 1, 127, 128, 255, floor(random() * 256)::integer])[1 + floor(random() * 6)::integer]);
		value := CASE floor(random() * 6)::integer
			WHEN 0 THEN substr(value, 1, at - 1) || byte || substr(value, at)
			WHEN 1 THEN substr(value, 1, at - 1) || substr(value, at + 1)
			ELSE substr(value, 1, at - 1) || byte || substr(value, at + 1) END;
	END LOOP;
	RETURN value;
END $$;

-- A binary COPY file with one row of one field.
CREATE FUNCTION copy_file(message bytea) RETURNS bytea LANGUAGE sql AS $$
	SELECT '\x5047434f50590aff0d0a000000000000000000'::bytea || '\x0001'::bytea || int4send(length(message)) || message || '\xffff'::bytea
$$;

CREATE TABLE outcome (kind text, type text, state text, input text);

CREATE FUNCTION fuzz_text(lasting interval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	stop CONSTANT timestamptz := clock_timestamp() + lasting;
	s record;
	input text;
	same boolean;
BEGIN
	WHILE clock_timestamp() < stop LOOP
		FOR s IN SELECT type, value, (type || '_send')::regproc AS send FROM seed LOOP
			input := mutate_text(s.value);
			BEGIN
				EXECUTE format('SELECT x::text::%1$I::text = x::text AND %2$s(x::text::%1$I) = %2$s(x) FROM (SELECT $1::%1$I AS x) AS v',
							   s.type, s.send) INTO same USING input;
				INSERT INTO outcome VALUES ('text', s.type, CASE WHEN same THEN 'same' ELSE 'different' END, input);
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO outcome VALUES ('text', s.type, SQLSTATE, input);
			END;
		END LOOP;
	END LOOP;
END $$;

-- One file on the server takes one message after another, through one large
-- object: each has a lock of its own until the transaction ends.
CREATE FUNCTION fuzz_bytes(lasting interval, file text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	stop CONSTANT timestamptz := clock_timestamp() + lasting;
	s record;
	input bytea;
	same boolean;
	object CONSTANT oid := lo_from_bytea(0, '');
BEGIN
	WHILE clock_timestamp() < stop LOOP
		FOR s IN SELECT type, message FROM message LOOP
			input := mutate_bytes(s.message);
			PERFORM lo_unlink(object);
			PERFORM lo_from_bytea(object, copy_file(input));
			PERFORM lo_export(object, file);
			BEGIN
				EXECUTE format('COPY received_%s FROM %L (FORMAT binary)', s.type, file);
				EXECUTE format('DELETE FROM received_%1$s RETURNING value::text::%1$I::text = value::text AND %1$s_send(value::text::%1$I) = %1$s_send(value)', s.type)
					INTO STRICT same;
				INSERT INTO outcome VALUES ('bytes', s.type, CASE WHEN same THEN 'same' ELSE 'different' END, encode(input, 'hex'));
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO outcome VALUES ('bytes', s.type, SQLSTATE, encode(input, 'hex'));
			END;
		END LOOP;
	END LOOP;
END $$;

CREATE TABLE message (type text, message bytea);
SELECT format('CREATE TABLE received_%1$s (value %1$I); INSERT INTO message SELECT type, %1$s_send(value::%1$I) FROM seed WHERE type = %1$L AND value NOT IN (''UK'', ''Germany'')', type)
FROM (SELECT DISTINCT type FROM seed) AS types ORDER BY type \gexec

SELECT fuzz_text('15 s'), fuzz_bytes('15 s', current_setting('data_directory') || '/attache_fuzz') \g /dev/null

SELECT diag(format('%s of %s: %s', kind, type, string_agg(format('%s %s', count, state), ', ' ORDER BY state)))
FROM (SELECT kind, type, state, count(*) FROM outcome GROUP BY kind, type, state) AS counted GROUP BY kind, type ORDER BY kind, type;
SELECT cmp_ok(count(*)::integer, '>', 0, format('%s of %s was taken', kind, type)) FROM outcome WHERE state = 'same' GROUP BY kind, type ORDER BY kind, type;
SELECT is(count(*)::integer, 8, 'four types in two forms were tried') FROM (SELECT DISTINCT kind, type FROM outcome) AS tried;
SELECT is_empty($$SELECT kind, type, input FROM outcome WHERE state = 'different'$$, 'what is taken survives the way out and in');
SELECT is_empty($$SELECT type, state, input FROM outcome WHERE kind = 'text' AND state NOT IN ('same', '22P02')$$, 'text that is refused is refused with 22P02');
-- 08P01 is the server's own word on a message that is too short, 22P03 on one that is too long.
SELECT is_empty($$SELECT type, state, input FROM outcome WHERE kind = 'bytes' AND state NOT IN ('same', '22P03', '08P01')$$, 'a message that is refused is refused with 22P03 or 08P01');

SELECT * FROM finish();
ROLLBACK;
