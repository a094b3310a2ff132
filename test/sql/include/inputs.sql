-- Texts, good and bad, for every type that the extension has input for.
CREATE TEMP TABLE input (n integer GENERATED ALWAYS AS IDENTITY, type text, input text);
INSERT INTO input (type, input) VALUES
	('program_code', 'csi'), ('program_code', E' C-tpat\r\n'), ('program_code', 'ZZZZZZZZZZZZ'),
	('program_code', ''), ('program_code', ' '), ('program_code', '1A'), ('program_code', 'A B'), ('program_code', 'A_B'),
	('program_code', 'A--B'), ('program_code', 'A.'), ('program_code', 'ABCDEFGHIJKLM'), ('program_code', 'Ä'),
	('program_code[]', '{csi,"c-tpat",NULL}'), ('program_code[]', '{csi,"a b"}'), ('program_code[]', '{csi'),
	('posting_status', 'active'), ('posting_status', ' CLOSING '), ('posting_status', ''), ('posting_status', 'open'),
	('posting_status', 'actives'), ('posting_status', '1'),
	('country_code', 'be'), ('country_code', 'BEL'), ('country_code', 'XKX'), ('country_code', ''), ('country_code', 'QQ'),
	('country_code', 'UK'), ('country_code', 'ja'), ('country_code', 'EU'), ('country_code', 'Belgium'), ('country_code', 'BELG'),
	('coverage', '{}'), ('coverage', '{2004-10-20:2,2006-01-01:0}'), ('coverage', ' { 2004-10-20 : 2 , 2006-01-01 : 0 } '),
	('coverage', '{-infinity:1,2004-10-20:2}'), ('coverage', '{2004-10-20:2,2005-01-01:2}'), ('coverage', '{4714-11-24 BC:1}'),
	('coverage', ''), ('coverage', '{'), ('coverage', '2004-10-20:2'), ('coverage', '{2004-10-20}'), ('coverage', '{2004-10-20:}'),
	('coverage', '{2004-10-20:x}'), ('coverage', '{2004-10-20:1.5}'), ('coverage', '{2004-10-20:9223372036854775808}'),
	('coverage', '{2004-02-30:1}'), ('coverage', '{10/20/2004:1}'), ('coverage', '{infinity:1}'), ('coverage', '{4714-11-23 BC:1}'),
	('coverage', '{5874898-01-01:1}'), ('coverage', '{2004-10-20:1,-infinity:2}'), ('coverage', '{2004-10-20:1,2004-10-20:2}'),
	('coverage', '{2004-10-20:1,2003-01-01:2}'), ('coverage', '{2004-10-20:1,}'), ('coverage', '{2004-10-20:1}x'),
	('presence', 'AQA='), ('presence', 'AQEF'), ('presence', '*'), ('presence', 'AQIqAAHkAQE='),
	('attache_gist_key', '[1,2]');
-- What the server says of each: its output, or the error.
CREATE FUNCTION pg_temp.input_error(type text, input text, OUT output text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT (%L::%s)::text', input, type) INTO output;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
