
-- Doing things by name
--
-- Thin: each is what an INSERT or an UPDATE does, under the same rules and with the
-- rights of the caller.

CREATE FUNCTION action_on(done text, posting_id bigint, representative_id bigint, assignment_id bigint, during daterange) RETURNS SETOF action
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT action_on.done, posting_label(p.number, p.role, m.name), m.name, person_label(r.name, r.number),
		   lower(action_on.during), upper(action_on.during) - 1, p.posting_id, action_on.assignment_id
	FROM posting p
	JOIN mission m ON m.mission_id = p.mission_id
	LEFT JOIN representative r ON r.representative_id = action_on.representative_id
	WHERE p.posting_id = action_on.posting_id;
END;
COMMENT ON FUNCTION action_on(text, bigint, bigint, bigint, daterange) IS 'an action, one row, as the functions return it that act by name: on a posting, and on a person unless that is NULL';

CREATE FUNCTION change_status(posting text, status posting_status, day date, reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH changed AS (
		INSERT INTO posting_status_change (posting_id, effective_day, status, reference, reason)
		SELECT key_of('posting', change_status.posting), change_status.day, change_status.status, nullif(change_status.reference, ''), change_status.reason
		WHERE check_given_day(change_status.day)
		RETURNING posting_id, effective_day, status
	)
	SELECT a.* FROM changed c
	CROSS JOIN LATERAL action_on(CASE c.status WHEN 'active'::posting_status THEN 'opened' ELSE c.status::text END, c.posting_id, NULL::bigint, NULL::bigint, daterange(c.effective_day, NULL)) a;
END;
COMMENT ON FUNCTION change_status(text, posting_status, date, text, text) IS 'gives a posting a status from a day on, as request, approve, open, suspend and close do, and any other. Returns what was done. Errors as theirs';

CREATE FUNCTION propose(mission text, role text, number text DEFAULT NULL, day date DEFAULT today(), programs text[] DEFAULT '{}', seats integer DEFAULT 1) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH made AS (
		INSERT INTO posting (mission_id, role, number, seats)
		SELECT key_of('mission', propose.mission), propose.role, propose.number, propose.seats
		WHERE attache_check_argument(propose.role IS NOT NULL, 'no role is given') AND check_role(propose.role)
		  AND check_given_day(propose.day)
		  AND attache_check_argument(coalesce(propose.seats, 0) BETWEEN 1 AND 10000, 'a posting has 1 to 10,000 seats', 'Give how many people may hold it.')
		  AND attache_check_argument(array_position(propose.programs, NULL) IS NULL, 'no program is given', 'Leave it out.')
		RETURNING posting_id, mission_id, role, number
	), changed AS (
		INSERT INTO posting_status_change (posting_id, effective_day, status)
		SELECT p.posting_id, propose.day, 'proposed' FROM made p
		RETURNING effective_day
	), run AS (
		INSERT INTO posting_program (posting_id, program)
		SELECT p.posting_id, r.program::program_code FROM made p, (SELECT DISTINCT upper(trim(u) COLLATE "C") AS program FROM unnest(propose.programs) u) r WHERE check_program(r.program)
	)
	SELECT 'proposed', posting_label(p.number, p.role, m.name), m.name, NULL::text, c.effective_day, NULL::date, p.posting_id, NULL::bigint
	FROM made p JOIN mission m ON m.mission_id = p.mission_id CROSS JOIN changed c;
END;
COMMENT ON FUNCTION propose(text, text, text, date, text[], integer) IS 'makes a posting of a role, with a number if it has one, that is proposed from a day on, by default today, and runs some programs; the mission is named by its code or its name. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION request(posting text, day date DEFAULT today(), reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
RETURN change_status(request.posting, 'requested'::posting_status, request.day, request.reference, request.reason);
COMMENT ON FUNCTION request(text, date, text, text) IS 'says that a posting is requested from a day on, by default today; the posting is named by its number, or by its mission if it is the only one there. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION approve(posting text, day date DEFAULT today(), reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
RETURN change_status(approve.posting, 'approved'::posting_status, approve.day, approve.reference, approve.reason);
COMMENT ON FUNCTION approve(text, date, text, text) IS 'approves a posting from a day on, by default today, with the reference of the approval (AT-104); the posting is named by its number, or by its mission if it is the only one there. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION open(posting text, day date DEFAULT today(), reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
RETURN change_status(open.posting, 'active'::posting_status, open.day, open.reference, open.reason);
COMMENT ON FUNCTION open(text, date, text, text) IS 'makes a posting active from a day on, by default today; the posting is named by its number, or by its mission if it is the only one there. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION suspend(posting text, day date DEFAULT today(), reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
RETURN change_status(suspend.posting, 'suspended'::posting_status, suspend.day, suspend.reference, suspend.reason);
COMMENT ON FUNCTION suspend(text, date, text, text) IS 'suspends a posting from a day on, by default today; the posting is named by its number, or by its mission if it is the only one there. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION close(posting text, day date DEFAULT today(), reference text DEFAULT NULL, reason text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
RETURN change_status(close.posting, 'closed'::posting_status, close.day, close.reference, close.reason);
COMMENT ON FUNCTION close(text, date, text, text) IS 'closes a posting from a day on, by default today: the day before is the last on which somebody can hold it; the posting is named by its number, or by its mission if it is the only one there. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, and of class 23 for what a rule refuses';

CREATE FUNCTION assign(representative text, posting text, first_day date DEFAULT today(), last_day date DEFAULT NULL, kind text DEFAULT 'tour', note text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH made AS (
		INSERT INTO assignment (posting_id, representative_id, kind, tenure, note)
		SELECT key_of('posting', assign.posting), key_of('representative', assign.representative), assign.kind,
			   CASE WHEN (assign.last_day < assign.first_day) IS NOT TRUE THEN daterange(assign.first_day, assign.last_day, '[]') END, assign.note
		WHERE check_given_day(assign.first_day)
		  AND check_day(coalesce(assign.last_day, assign.first_day))
		  AND attache_check_argument((assign.last_day < assign.first_day) IS NOT TRUE, 'the last day comes before the first', 'Are the two the wrong way round?')
		RETURNING assignment_id, posting_id, representative_id, tenure
	)
	SELECT a.* FROM made c
	CROSS JOIN LATERAL action_on('assigned', c.posting_id, c.representative_id, c.assignment_id, c.tenure) a;
END;
COMMENT ON FUNCTION assign(text, text, date, date, text, text) IS 'gives a posting to a person from a first day, by default today, to a last, inclusive, NULL for open: a tour, or tdy or acting; each is named by a number or a name. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, or if there is no such assignment, and of class 23 for what a rule refuses';

CREATE FUNCTION extend(representative text, last_day date, extension text DEFAULT NULL, posting text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH found AS MATERIALIZED (
		SELECT a.assignment_id, a.tenure
		FROM (SELECT assignment_of(extend.representative, extend.posting, extend.last_day) AS id OFFSET 0) f
		JOIN assignment a ON a.assignment_id = f.id
	), changed AS (
		UPDATE assignment a SET tenure = daterange(lower(f.tenure), extend.last_day, '[]'), extension = coalesce(nullif(extend.extension, ''), a.extension)
		FROM found f
		WHERE a.assignment_id = f.assignment_id
		  AND attache_check_argument((upper(f.tenure) <= extend.last_day) IS TRUE, 'the assignment does not end before that day', 'end_assignment() ends it sooner.')
		RETURNING a.assignment_id, a.posting_id, a.representative_id, a.tenure
	)
	SELECT a.* FROM changed c
	CROSS JOIN LATERAL action_on('extended', c.posting_id, c.representative_id, c.assignment_id, c.tenure) a;
END;
COMMENT ON FUNCTION extend(text, date, text, text) IS 'lets the last assignment of a person that began by a day last until that day, inclusive, and notes the paper that extended it (AT-206); the posting has to be named if the person holds several. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, or if there is no such assignment, and of class 23 for what a rule refuses';

CREATE FUNCTION end_assignment(representative text, last_day date DEFAULT today(), ended_as text DEFAULT NULL, posting text DEFAULT NULL) RETURNS action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH found AS MATERIALIZED (
		SELECT a.assignment_id, a.tenure
		FROM (SELECT assignment_of(end_assignment.representative, end_assignment.posting, end_assignment.last_day) AS id OFFSET 0) f
		JOIN assignment a ON a.assignment_id = f.id
	), changed AS (
		UPDATE assignment a SET tenure = daterange(lower(f.tenure), end_assignment.last_day, '[]'), ended_as = coalesce(nullif(lower(end_assignment.ended_as COLLATE "C"), ''), a.ended_as)
		FROM found f
		WHERE a.assignment_id = f.assignment_id
		  AND attache_check_argument(f.tenure @> end_assignment.last_day, 'the assignment has ended before that day', 'extend() lets it last longer.')
		RETURNING a.assignment_id, a.posting_id, a.representative_id, a.tenure
	)
	SELECT a.* FROM changed c
	CROSS JOIN LATERAL action_on('ended', c.posting_id, c.representative_id, c.assignment_id, c.tenure) a;
END;
COMMENT ON FUNCTION end_assignment(text, date, text, text) IS 'ends the assignment of a person with a last day, inclusive, by default today: completed, curtailed, transferred, medical, died or evacuated, NULL while it has not ended yet; the posting has to be named if the person holds several. Returns what was done. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, or if there is no such assignment, and of class 23 for what a rule refuses';

CREATE FUNCTION swap(representative text, other text, day date DEFAULT today()) RETURNS SETOF action
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH pair AS MATERIALIZED (
		SELECT assignment_of(swap.representative, NULL, swap.day - 1) AS one, assignment_of(swap.other, NULL, swap.day - 1) AS two
		WHERE check_given_day(swap.day)
	), held AS MATERIALIZED (
		SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, a.tenure, CASE a.assignment_id WHEN p.one THEN p.two ELSE p.one END AS takes
		FROM (SELECT p.one, p.two FROM pair p WHERE attache_check_argument(p.one <> p.two, 'one person cannot swap', 'Name two people.') OFFSET 0) p
		JOIN assignment a ON a.assignment_id IN (p.one, p.two)
	), ended AS (
		UPDATE assignment a SET tenure = daterange(lower(h.tenure), swap.day), ended_as = 'transferred'
		FROM held h
		WHERE a.assignment_id = h.assignment_id
		  AND attache_check_argument(h.tenure @> (swap.day - 1) AND (upper(h.tenure) <= swap.day) IS NOT TRUE, 'an assignment does not last until that day',
									 'Two who swap hold their postings on the day before and on the day.')
		RETURNING a.assignment_id, a.posting_id, a.representative_id, a.tenure
	), made AS (
		INSERT INTO assignment (posting_id, representative_id, kind, tenure)
		SELECT t.posting_id, h.representative_id, h.kind, daterange(swap.day, upper(h.tenure))
		FROM held h JOIN held t ON t.assignment_id = h.takes
		RETURNING assignment_id, posting_id, representative_id, tenure
	)
	SELECT a.* FROM (SELECT 'ended' AS done, * FROM ended UNION ALL SELECT 'assigned', * FROM made) c
	CROSS JOIN LATERAL action_on(c.done, c.posting_id, c.representative_id, c.assignment_id, c.tenure) a
	ORDER BY c.done DESC, c.assignment_id;
END;
COMMENT ON FUNCTION swap(text, text, date) IS 'lets two people take each other''s postings from a day on, each until the last day that they had; what they held ends the day before, as transferred. Returns what was done, four rows. An error of SQLSTATE 22023 for a name that calls nothing, or more than one thing, or if one of them holds no posting on both days, and of class 23 for what a rule refuses';
