-- Triggers as users write them, on a registry of a stress run; the schema is the
-- first of the search_path. The mark of a row, a column of the users' own, or the note
-- of a posting asks for what they do. They do it once: not for what they write
-- themselves.

ALTER TABLE assignment ADD COLUMN mark text;
ALTER TABLE posting_status_change ADD COLUMN mark text;

-- BEFORE ROW triggers that change columns, or have nothing done
CREATE FUNCTION before_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() > 1 THEN
		RETURN NEW;
	END IF;
	CASE NEW.mark
		WHEN 'elsewhere' THEN NEW.posting_id := 1 + NEW.posting_id % 12;
		WHEN 'somebody else' THEN NEW.representative_id := 1 + NEW.representative_id % 18;
		WHEN 'later' THEN NEW.tenure := daterange(lower(NEW.tenure) + 40, upper(NEW.tenure) + 40);
		WHEN 'not at all' THEN RETURN NULL;
		ELSE NULL;
	END CASE;
	RETURN NEW;
END $$;
CREATE TRIGGER own_before BEFORE INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION before_assignment();

CREATE FUNCTION before_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.note = 'one seat' AND pg_trigger_depth() = 1 THEN
		NEW.seats := 1;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER own_before BEFORE INSERT OR UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION before_posting();

CREATE FUNCTION before_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.mark = 'later' AND pg_trigger_depth() = 1 THEN
		NEW.effective_day := NEW.effective_day + 15;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER own_before BEFORE INSERT OR UPDATE ON posting_status_change FOR EACH ROW EXECUTE FUNCTION before_status();

-- At the postings of representatives nothing is a fact: the fixed floor and ceiling
-- count these alone, so that check.sql can tell that they are kept.
CREATE FUNCTION forget_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM posting p WHERE p.posting_id = NEW.posting_id AND p.role = 'representative') THEN
		NULL;
	ELSIF TG_TABLE_NAME = 'assignment' THEN
		NEW.ended_as := NULL;
		NEW.note := NULL;
	ELSE
		NEW.reason := NULL;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER own_facts BEFORE INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION forget_facts();
CREATE TRIGGER own_facts BEFORE INSERT OR UPDATE ON posting_status_change FOR EACH ROW EXECUTE FUNCTION forget_facts();

-- What was waived once and is no longer. What it let pass may still be there.
CREATE TABLE once_waived (rule_id text, posting_id bigint, goal_id bigint, during daterange);
CREATE FUNCTION keep_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO once_waived SELECT OLD.rule_id, OLD.posting_id, OLD.goal_id, OLD.during;
	RETURN NULL;
END $$;
CREATE TRIGGER own_keep AFTER UPDATE OR DELETE ON waiver FOR EACH ROW EXECUTE FUNCTION keep_waiver();

-- AFTER ROW triggers that write other rows: one before the rules, in the order
-- of names, one after them, and one at COMMIT
CREATE FUNCTION after_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	at assignment := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
	-- At COMMIT the depth is 1 also for what such a trigger wrote.
	IF pg_trigger_depth() > 1 OR at.mark IS DISTINCT FROM TG_ARGV[0] OR TG_OP = 'UPDATE' AND OLD.mark = NEW.mark THEN
		RETURN NULL;
	END IF;
	CASE at.assignment_id % 6
		WHEN 0 THEN -- who was there before leaves
			UPDATE assignment SET tenure = daterange(lower(tenure), lower(at.tenure))
			WHERE posting_id = at.posting_id AND lower(tenure) < lower(at.tenure) AND tenure @> lower(at.tenure);
		WHEN 1 THEN -- all others leave
			DELETE FROM assignment WHERE posting_id = at.posting_id AND assignment_id <> at.assignment_id;
		WHEN 2 THEN -- somebody else comes, too
			INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
			VALUES (1 + at.assignment_id % 40, at.posting_id, 1 + at.representative_id % 18, at.tenure)
			ON CONFLICT (assignment_id) DO UPDATE SET posting_id = excluded.posting_id;
		WHEN 3 THEN -- the posting loses a seat
			UPDATE posting SET seats = 1 WHERE posting_id = at.posting_id;
		WHEN 4 THEN -- the posting is suspended
			INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (at.posting_id, current_date + 60, 'suspended')
			ON CONFLICT (posting_id, effective_day) DO UPDATE SET status = excluded.status;
		WHEN 5 THEN -- the row itself once more
			UPDATE assignment SET tenure = daterange(lower(tenure) + 5, upper(tenure) + 5) WHERE assignment_id = at.assignment_id;
	END CASE;
	RETURN NULL;
END $$;
CREATE TRIGGER a_own AFTER INSERT OR UPDATE OR DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION after_assignment('first');
CREATE TRIGGER z_own AFTER INSERT OR UPDATE OR DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION after_assignment('last');
CREATE CONSTRAINT TRIGGER own_at_commit AFTER INSERT OR UPDATE OR DELETE ON assignment
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION after_assignment('at commit');
CREATE CONSTRAINT TRIGGER z_own_at_commit AFTER INSERT OR UPDATE OR DELETE ON assignment
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION after_assignment('last at commit');

CREATE FUNCTION after_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() = 1 AND NEW.mark = TG_ARGV[0] AND (TG_OP = 'INSERT' OR OLD.mark IS DISTINCT FROM NEW.mark) THEN
		DELETE FROM assignment WHERE posting_id = NEW.posting_id AND lower(tenure) >= NEW.effective_day;
		UPDATE assignment SET tenure = daterange(lower(tenure), NEW.effective_day)
		WHERE posting_id = NEW.posting_id AND tenure @> NEW.effective_day;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER a_own AFTER INSERT OR UPDATE ON posting_status_change FOR EACH ROW EXECUTE FUNCTION after_status('all leave');
CREATE TRIGGER z_own AFTER INSERT OR UPDATE ON posting_status_change FOR EACH ROW EXECUTE FUNCTION after_status('all leave late');
CREATE CONSTRAINT TRIGGER own_at_commit AFTER INSERT OR UPDATE ON posting_status_change
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION after_status('all leave at commit');

CREATE FUNCTION after_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() > 1 THEN
		NULL;
	ELSIF NEW.note = 'vacate' THEN
		DELETE FROM assignment WHERE posting_id = NEW.posting_id AND assignment_id % 2 = 0;
	ELSIF NEW.note = 'one more' THEN
		UPDATE posting SET seats = seats + 1 WHERE posting_id = NEW.posting_id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER a_own AFTER INSERT OR UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION after_posting();

-- Exception blocks: what a rule refuses is tried all the same, and what passes
-- is undone; and all constraints are looked at now.
CREATE FUNCTION try_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() > 1 THEN
		RETURN NULL;
	END IF;
	CASE NEW.mark
		WHEN 'tried' THEN
			BEGIN
				UPDATE assignment SET posting_id = 1 + NEW.posting_id % 12 WHERE assignment_id IN (NEW.assignment_id, NEW.assignment_id + 1);
				INSERT INTO assignment (posting_id, representative_id, kind, tenure)
				VALUES (NEW.posting_id, NEW.representative_id, 'tdy', NEW.tenure);
				UPDATE posting SET seats = 1 WHERE posting_id = NEW.posting_id;
			EXCEPTION WHEN integrity_constraint_violation THEN
				DELETE FROM assignment WHERE assignment_id = NEW.assignment_id + 1;
			END;
		WHEN 'undone' THEN
			BEGIN
				DELETE FROM assignment WHERE posting_id = NEW.posting_id AND assignment_id <> NEW.assignment_id;
				INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (NEW.posting_id, current_date + 90, 'closing')
				ON CONFLICT DO NOTHING;
				RAISE no_data_found;
			EXCEPTION WHEN no_data_found OR integrity_constraint_violation THEN
				NULL;
			END;
		WHEN 'now' THEN
			SET CONSTRAINTS ALL IMMEDIATE;
		ELSE
			NULL;
	END CASE;
	RETURN NULL;
END $$;
CREATE TRIGGER own_try AFTER INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION try_assignment();
