-- posting_status: input, output, casts, and the table of statuses.

-- Good input: any case, blanks around it.
SELECT to_json(input) AS input, input::posting_status AS status
FROM (VALUES
	(1, 'proposed'), (2, 'Requested'), (3, 'APPROVED'), (4, ' active '), (5, E'\tsuspended\n'),
	(6, 'closing'), (7, 'closed'), (8, 'denied'), (9, 'withdrawn')
) v(n, input)
ORDER BY n;

-- Bad input.
SELECT ''::posting_status;
\echo SQLSTATE :SQLSTATE
SELECT ' '::posting_status;
SELECT 'activ'::posting_status;
SELECT 'actives'::posting_status;
SELECT 'act ive'::posting_status;
SELECT '4'::posting_status;
SELECT 'tätig'::posting_status;
SELECT posting_status_from_text('open');
\echo SQLSTATE :SQLSTATE
SELECT 'open'::text::posting_status;

-- One byte on disk and on the wire; NULL is NULL.
SELECT pg_column_size('active'::posting_status) AS bytes,
	string_agg(encode(posting_status_send(status), 'hex'), ' ' ORDER BY status) AS wire
FROM posting_statuses();
SELECT NULL::posting_status IS NULL AS cast, posting_status_from_text(NULL) IS NULL AS from_text,
	(NULL::posting_status)::text IS NULL AS to_text, posting_status_is_open(NULL) IS NULL AS is_open,
	posting_status_can_become('active', NULL) IS NULL AS can_become;

-- in(out(x)) = x, in lower case, in any case.
SELECT count(*) AS checked, count(*) FILTER (WHERE status::text::posting_status <> status) AS text_differs,
	count(*) FILTER (WHERE upper(status)::posting_status <> status) AS case_matters,
	count(*) FILTER (WHERE status::text <> lower(status)) AS not_lower
FROM posting_statuses();

-- Assignment takes text of every kind.
CREATE TEMP TABLE taken (n integer PRIMARY KEY, status posting_status DEFAULT 'proposed');
INSERT INTO taken VALUES (1, 'Active');
INSERT INTO taken SELECT 2, 'clo' || 'sed';
INSERT INTO taken SELECT 3, 'closing'::varchar(8);
INSERT INTO taken SELECT 4, 'denied'::char(10);
INSERT INTO taken VALUES (5);
PREPARE add_varchar(integer, varchar) AS INSERT INTO taken VALUES ($1, $2);
EXECUTE add_varchar(6, 'withdrawn');
INSERT INTO taken SELECT 7, 'gone'::text;
SELECT * FROM taken ORDER BY status;

-- As text where text is asked for; beside a literal it stays a status.
SELECT length(status), status || '!' AS "status||'!'", '!' || status AS "'!'||status", upper(status),
	status LIKE 'cl%' AS "like", pg_typeof(coalesce(status, 'closed')) AS coalesce_literal,
	pg_typeof(coalesce(status, ''::text)) AS coalesce_text
FROM taken WHERE n = 2;
SELECT coalesce(status, '') FROM taken;
SELECT array_agg(n ORDER BY n) FILTER (WHERE status IN ('ACTIVE', 'closing')) AS in_literals,
	array_agg(n ORDER BY n) FILTER (WHERE status = ANY ('{ACTIVE,closing}')) AS any_literal,
	array_agg(n ORDER BY n) FILTER (WHERE status >= 'closed') AS from_closed
FROM taken;
-- Beside text, that text is read as a status, as a literal is, and the order is that of the life
-- cycle. A text that is no status equals none and comes after all of them.
SELECT status = 'active'::text AS lower_case, status = 'ACTIVE'::text AS upper_case, status = ' Active '::varchar AS varchar,
	status = 'ACTIVE' AS literal, 'suspended'::posting_status < 'closing' AS before_literal,
	'suspended'::posting_status < 'closing'::text AS before_text, 'suspended'::posting_status < 'Closing'::text COLLATE "C" AS collated,
	status = 'gone'::text AS no_status, 'withdrawn'::posting_status < 'gone'::text AS last_before_no_status
FROM taken WHERE n = 1;
SELECT array_agg(n ORDER BY n) FILTER (WHERE status = ANY ('{ACTIVE,closing,gone,NULL}'::text[])) AS any_texts,
	array_agg(n ORDER BY n) FILTER (WHERE status IN ('ACTIVE'::varchar, 'closing'::varchar)) AS in_varchars,
	array_agg(n ORDER BY n) FILTER (WHERE status <> ALL ('{ACTIVE,closing,gone}'::text[])) AS all_texts,
	array_agg(n ORDER BY n) FILTER (WHERE status >= 'Closed'::text) AS from_closed
FROM taken;
-- string_agg() takes text, so its argument is cast; ORDER BY the same expression then means the
-- text that came of it, which sorts as any text does: by the alphabet, not by the life cycle.
-- A cast that is written out keeps the two apart.
SELECT string_agg(status, ' ' ORDER BY status) AS alphabet,
	string_agg(status::text, ' ' ORDER BY status) AS life_cycle
FROM posting_statuses() WHERE is_open;
SELECT to_json(t) AS json, '{active,CLOSED,NULL}'::posting_status[] AS statuses FROM taken t WHERE n = 1;

-- What each status allows.
SELECT * FROM posting_statuses();

-- The same, written out; any row that is on one side only is printed.
CREATE TEMP TABLE written (status posting_status, admits boolean, admits_tdy boolean, is_open boolean, counts boolean, is_final boolean);
INSERT INTO written VALUES
	('proposed', false, false, false, false, false),
	('requested', false, false, false, false, false),
	('approved', false, false, false, false, false),
	('active', true, true, true, true, false),
	('suspended', false, true, true, false, false),
	('closing', false, false, true, true, false),
	('closed', false, false, false, false, true),
	('denied', false, false, false, false, true),
	('withdrawn', false, false, false, false, true);
(TABLE written EXCEPT SELECT * FROM posting_statuses())
UNION ALL
(SELECT * FROM posting_statuses() EXCEPT TABLE written);
SELECT count(*) AS checked,
	count(*) FILTER (WHERE posting_status_admits(status) <> admits) AS admits,
	count(*) FILTER (WHERE posting_status_admits_tdy(status) <> admits_tdy) AS admits_tdy,
	count(*) FILTER (WHERE posting_status_is_open(status) <> is_open) AS is_open,
	count(*) FILTER (WHERE posting_status_counts(status) <> counts) AS counts,
	count(*) FILTER (WHERE posting_status_is_final(status) <> is_final) AS is_final
FROM written;

-- What admits is open, what counts is open, and what is final is not.
SELECT count(*) AS checked,
	count(*) FILTER (WHERE (admits OR admits_tdy) AND NOT is_open) AS admits_but_closed,
	count(*) FILTER (WHERE counts AND NOT is_open) AS counts_but_closed,
	count(*) FILTER (WHERE is_final AND is_open) AS final_but_open
FROM posting_statuses();

-- Which status may follow which.
SELECT status, string_agg(next::text, ', ' ORDER BY next) AS next FROM posting_status_transitions() GROUP BY status ORDER BY status;

-- The same, written out.
CREATE TEMP TABLE written_transition (status posting_status, next posting_status);
INSERT INTO written_transition VALUES
	('proposed', 'requested'), ('proposed', 'withdrawn'),
	('requested', 'approved'), ('requested', 'denied'), ('requested', 'withdrawn'),
	('approved', 'active'), ('approved', 'withdrawn'),
	('active', 'suspended'), ('active', 'closing'), ('active', 'closed'),
	('suspended', 'active'), ('suspended', 'closing'), ('suspended', 'closed'),
	('closing', 'active'), ('closing', 'suspended'), ('closing', 'closed');
(TABLE written_transition EXCEPT SELECT * FROM posting_status_transitions())
UNION ALL
(SELECT * FROM posting_status_transitions() EXCEPT TABLE written_transition);

-- posting_status_can_become() over all 81 pairs, and final = nothing follows.
SELECT count(*) AS checked, count(*) FILTER (WHERE posting_status_can_become(a.status, b.status)) AS allowed,
	count(*) FILTER (WHERE posting_status_can_become(a.status, b.status)
		<> ((a.status, b.status) IN (TABLE written_transition))) AS differ
FROM written a, written b;
SELECT count(*) AS checked, count(*) FILTER (WHERE s.is_final = EXISTS (
		SELECT FROM posting_status_transitions() t WHERE t.status = s.status)) AS differ
FROM posting_statuses() s;

-- The listings are in order, and the planner knows how long they are.
SELECT array_agg(status) = array_agg(status ORDER BY status) AS statuses_in_order FROM posting_statuses();
SELECT array_agg(t) = array_agg(t ORDER BY t) AS transitions_in_order FROM posting_status_transitions() t;
SELECT proname, prorows = CASE proname
		WHEN 'posting_statuses' THEN (SELECT count(*) FROM posting_statuses())
		ELSE (SELECT count(*) FROM posting_status_transitions()) END AS estimate_is_exact
FROM pg_proc WHERE oid IN ('posting_statuses'::regproc, 'posting_status_transitions'::regproc)
ORDER BY proname COLLATE "C";
