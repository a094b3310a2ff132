
-- Checks of arguments
--
-- Each of these is a condition of the outermost query of a function, and names no
-- column: PostgreSQL evaluates it once, before it reads anything. It is true, or an
-- error; for a NULL that is not allowed it is NULL, and the function returns no row.
-- From 18 on a function is planned with its arguments. What fails for a bad one and
-- needs nothing else then fails before that, unless it has it by CASE WHEN check_...

CREATE FUNCTION check_day(day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(isfinite(day), 'infinity is not a day', 'Give a day of the calendar.');
COMMENT ON FUNCTION check_day(date) IS 'true for a day; an error of SQLSTATE 22023 for infinity; NULL for NULL';

CREATE FUNCTION check_horizon(horizon integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(horizon >= 1, 'a horizon has at least one day', 'It counts the day itself: 1 is that day alone.');
COMMENT ON FUNCTION check_horizon(integer) IS 'true for 1 and more; an error of SQLSTATE 22023 for less; NULL for NULL';

CREATE FUNCTION check_period(within daterange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(NOT isempty(within), 'the period is empty', 'Its first day comes before its end; [2006-01-01,2007-01-01) is the year 2006.')
	AND attache_check_argument(isfinite(lower(within)) IS NOT FALSE AND isfinite(upper(within)) IS NOT FALSE,
							   'a period cannot have infinity as a bound', 'A period without a first or a last day has no bound there: [2006-01-01,).');
COMMENT ON FUNCTION check_period(daterange) IS 'true for a period; an error of SQLSTATE 22023 for one that is empty or has infinity for a bound; NULL for NULL';

CREATE FUNCTION check_listed(is_known boolean, message text, words text[], plural text, listed_in text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(is_known, message, CASE WHEN cardinality(words) BETWEEN 1 AND 30 THEN format('%s are %s.', plural, array_to_string(words, ', '))
													   ELSE format('The table "%s" has them.', listed_in) END);
COMMENT ON FUNCTION check_listed(boolean, text, text[], text, text) IS 'part of check_program(), check_role(), check_matter_kind() and check_measure(): true for what is in a list of the agency; an error of SQLSTATE 22023 for any other, whose hint has the list, or the table for an empty list and for one of more than 30 words';

CREATE FUNCTION check_program(program text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT check_listed(
		check_program.program IS NULL OR EXISTS (SELECT FROM program p WHERE p.program = check_program.program::program_code),
		'there is no program ' || check_program.program::program_code::text,
		ARRAY(SELECT p.program::text FROM program p ORDER BY program_code_ordinal(p.program) LIMIT 31), 'Programs', 'program');
END;
COMMENT ON FUNCTION check_program(text) IS 'true for a program of the registry, or NULL; an error of SQLSTATE 22023 for any other, of 22P02 for what is no code of a program';

CREATE FUNCTION check_role(role text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT check_listed(
		check_role.role IS NULL OR EXISTS (SELECT FROM role r WHERE r.role = check_role.role),
		'there is no role ' || check_role.role,
		ARRAY(SELECT r.role FROM role r ORDER BY r.role COLLATE "C" LIMIT 31), 'Roles', 'role');
END;
COMMENT ON FUNCTION check_role(text) IS 'true for a role of the registry, or NULL; an error of SQLSTATE 22023 for any other';

CREATE FUNCTION check_matter_kind(kind text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT check_listed(
		check_matter_kind.kind IS NULL OR EXISTS (SELECT FROM matter_kind k WHERE k.matter_kind = check_matter_kind.kind),
		'there is no kind of matters ' || check_matter_kind.kind,
		ARRAY(SELECT k.matter_kind FROM matter_kind k ORDER BY k.matter_kind COLLATE "C" LIMIT 31), 'Kinds', 'matter_kind');
END;
COMMENT ON FUNCTION check_matter_kind(text) IS 'true for a kind of matters of the registry, or NULL; an error of SQLSTATE 22023 for any other';

CREATE FUNCTION check_measure(measure text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT check_listed(
		check_measure.measure IS NULL OR EXISTS (SELECT FROM measure m WHERE m.measure = check_measure.measure),
		'there is no measure ' || check_measure.measure,
		ARRAY(SELECT m.measure FROM measure m ORDER BY m.measure COLLATE "C" LIMIT 31), 'Measures', 'measure');
END;
COMMENT ON FUNCTION check_measure(text) IS 'true for a measure of the registry, or NULL; an error of SQLSTATE 22023 for any other';

CREATE FUNCTION check_mission(mission_id bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT attache_check_argument(
		check_mission.mission_id IS NULL OR EXISTS (SELECT FROM mission m WHERE m.mission_id = check_mission.mission_id),
		'there is no mission ' || check_mission.mission_id,
		'key_of(''mission'', name) is the key of a mission that has a name or a code.');
END;
COMMENT ON FUNCTION check_mission(bigint) IS 'true for the key of a mission of the registry, or NULL; an error of SQLSTATE 22023 for any other';

CREATE FUNCTION check_given_day(day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(day IS NOT NULL, 'no day is given', 'Give a day of the calendar.') AND check_day(day);
COMMENT ON FUNCTION check_given_day(date) IS 'true for a day; an error of SQLSTATE 22023 for infinity, and for NULL';
