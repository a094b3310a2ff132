
-- Working days

CREATE FUNCTION weekend_of(country text) RETURNS TABLE (
	weekday integer,
	during daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT w.weekday, w.during FROM weekend w WHERE w.country = weekend_of.country::country_code
	UNION ALL
	-- The usual one on the days on which the country has no other.
	SELECT usual.weekday, run.during
	FROM (VALUES (6), (7)) usual (weekday)
	CROSS JOIN LATERAL unnest(coalesce('{(,)}' - (SELECT range_agg(w.during) FROM weekend w WHERE w.country = weekend_of.country::country_code), '{(,)}')) run (during);
END;
COMMENT ON FUNCTION weekend_of(text) IS 'the days of the week on which offices in a country do not work, from 1 for Monday to 7 for Sunday, and since when and until when: those of the table "weekend", and Saturday and Sunday on the days on which it has none of the country, as for NULL';

CREATE FUNCTION is_working_day(day date, country text DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT NOT EXISTS (SELECT FROM weekend_of(is_working_day.country) w
					   WHERE w.weekday = extract(isodow FROM is_working_day.day) AND w.during @> is_working_day.day)
	   AND NOT EXISTS (SELECT FROM holiday h
					   WHERE h.day = is_working_day.day AND (h.country IS NULL OR h.country = is_working_day.country::country_code))
	WHERE check_day(is_working_day.day);
END;
COMMENT ON FUNCTION is_working_day(date, text) IS 'is a day none of a weekend of a country, and no holiday of it or of all countries? For NULL as country, none of the usual weekend, and no holiday of all; NULL if the day is NULL';

CREATE FUNCTION working_days(from_day date, to_day date, country text DEFAULT NULL) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	-- 0001-01-01 was a Monday. The number keeps what is divided above 0, and goes again.
	SELECT (CASE WHEN working_days.to_day < working_days.from_day THEN -1 ELSE 1 END
			* (asked.last - asked.before
			   - coalesce((SELECT sum((part.last - '0001-01-01' + 7000001::bigint - w.weekday) / 7 - (part.before - '0001-01-01' + 7000001::bigint - w.weekday) / 7)
						   FROM weekend_of(working_days.country) w
						   CROSS JOIN LATERAL (SELECT greatest(asked.before, lower(w.during) - 1) AS before, least(asked.last, upper(w.during) - 1) AS last) part
						   WHERE part.last > part.before), 0)
			   - (SELECT count(DISTINCT h.day)
				  FROM holiday h
				  WHERE h.day > asked.before AND h.day <= asked.last AND (h.country IS NULL OR h.country = working_days.country::country_code)
					AND NOT EXISTS (SELECT FROM weekend_of(working_days.country) w WHERE w.weekday = extract(isodow FROM h.day) AND w.during @> h.day))))::integer
	FROM (SELECT least(day.from_day, day.to_day) AS before, greatest(day.from_day, day.to_day) AS last
		  FROM (SELECT CASE WHEN check_day(working_days.from_day) THEN working_days.from_day END AS from_day,
					   CASE WHEN check_day(working_days.to_day) THEN working_days.to_day END AS to_day) day
		  WHERE day.from_day IS NOT NULL AND day.to_day IS NOT NULL) asked;
END;
COMMENT ON FUNCTION working_days(date, date, text) IS 'how many working days there are in a country after a day, exclusive, and up to another, inclusive; less than 0 if the second comes first, 0 for the same day; for NULL as country by the usual weekend and the holidays of all; NULL if a day is NULL';

CREATE FUNCTION working_day_after(day date, working_days integer, country text DEFAULT NULL) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	-- A year more than all weeks can need, for holidays; generate_series() in this place
	-- stops when the day is found.
	SELECT CASE WHEN working_day_after.working_days = 0 THEN asked.day ELSE
		(SELECT d.day
		 FROM (SELECT asked.day + generate_series(1, least(7 * working_day_after.working_days + 366, '5874897-12-31' - asked.day)) AS day) d
		 WHERE is_working_day(d.day, working_day_after.country)
		 OFFSET working_day_after.working_days - 1 LIMIT 1) END
	FROM (SELECT CASE WHEN check_day(working_day_after.day) THEN working_day_after.day END AS day) asked
	WHERE asked.day IS NOT NULL
	  AND attache_check_argument(working_day_after.working_days BETWEEN 0 AND 10000, 'working days are counted from 0 to 10000');
END;
COMMENT ON FUNCTION working_day_after(date, integer, text) IS 'the last of so many working days in a country after a day: the day itself for 0 of them; for NULL as country by the usual weekend and the holidays of all. NULL if the day or the number is NULL, and if a year has not so many; an error of SQLSTATE 22023 for less than 0 and for more than 10000';
