-- The status of postings

CREATE TABLE posting_status_change (
	posting_id bigint NOT NULL REFERENCES posting,
	effective_day date NOT NULL CHECK (isfinite(effective_day)),
	status posting_status NOT NULL,
	reference text CHECK (reference <> ''),
	reason text,
	taken_over_from text CHECK (taken_over_from <> ''),
	PRIMARY KEY (posting_id, effective_day),
	CONSTRAINT "AT-104" CHECK (status <> 'approved' OR reference IS NOT NULL)
);
COMMENT ON TABLE posting_status_change IS 'the truth about the status of postings: what each became, and on which day';
COMMENT ON COLUMN posting_status_change.posting_id IS 'the posting';
COMMENT ON COLUMN posting_status_change.effective_day IS 'first day on which it has the status';
COMMENT ON COLUMN posting_status_change.status IS 'the status';
COMMENT ON COLUMN posting_status_change.reference IS 'the paper that decided it; an approval''s number';
COMMENT ON COLUMN posting_status_change.reason IS 'why';
COMMENT ON COLUMN posting_status_change.taken_over_from IS 'for the first status of a posting whose history was kept elsewhere: where';
COMMENT ON CONSTRAINT "AT-104" ON posting_status_change IS 'an approval names its reference';
