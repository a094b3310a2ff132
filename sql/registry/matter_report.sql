
-- Reports: matters

CREATE VIEW report_matters WITH (security_invoker = true) AS
	SELECT number, kind, kind_name, subject, asked_by, program, country, country_alpha3, country_name, mission, mission_code, role, posting_number,
		   received_day, due_day, state, days_open, days_overdue, accountable, accountable_number, present, reference, matter_id, mission_id, posting_id, representative_id
	FROM open_matters(today());
COMMENT ON VIEW report_matters IS 'every matter that is open today, those that are due first before the others';
COMMENT ON COLUMN report_matters.number IS 'its number; NULL for none';
COMMENT ON COLUMN report_matters.kind IS 'its kind';
COMMENT ON COLUMN report_matters.kind_name IS 'name of the kind';
COMMENT ON COLUMN report_matters.subject IS 'what it is about';
COMMENT ON COLUMN report_matters.asked_by IS 'public, carrier, government or agency; NULL for what the office sets out to do itself';
COMMENT ON COLUMN report_matters.program IS 'code of the program that it is about; NULL for none';
COMMENT ON COLUMN report_matters.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_matters.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_matters.country_name IS 'its name';
COMMENT ON COLUMN report_matters.mission IS 'name of the mission';
COMMENT ON COLUMN report_matters.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_matters.role IS 'role of the posting; NULL for a matter of the mission as a whole';
COMMENT ON COLUMN report_matters.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_matters.received_day IS 'the day on which it was received';
COMMENT ON COLUMN report_matters.due_day IS 'the day by which it is to be answered; NULL for none';
COMMENT ON COLUMN report_matters.state IS 'open, or overdue: open after its due day';
COMMENT ON COLUMN report_matters.days_open IS 'days since it was received';
COMMENT ON COLUMN report_matters.days_overdue IS 'days since it was due; NULL if it is not overdue';
COMMENT ON COLUMN report_matters.accountable IS 'name of the person who answers for it today; NULL for nobody';
COMMENT ON COLUMN report_matters.accountable_number IS 'number of that person; NULL for none';
COMMENT ON COLUMN report_matters.present IS 'is that person present? NULL for nobody';
COMMENT ON COLUMN report_matters.reference IS 'the paper, or where it is kept';
COMMENT ON COLUMN report_matters.matter_id IS 'key of the matter';
COMMENT ON COLUMN report_matters.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_matters.posting_id IS 'key of the posting; NULL for a matter of the mission as a whole';
COMMENT ON COLUMN report_matters.representative_id IS 'key of the person; NULL for nobody';

CREATE VIEW report_matter_kinds WITH (security_invoker = true) AS
	SELECT line, code, received::integer, answered::integer, in_time::integer, late::integer, unanswered::integer, still_open::integer, overdue::integer,
		   in_time_percent, median_days, percentile_90_days, longest_open_days
	FROM matter_summary(by => 'kind');
COMMENT ON VIEW report_matter_kinds IS 'matters received up to today, and how they are answered, by kind';
COMMENT ON COLUMN report_matter_kinds.line IS 'name of the kind';
COMMENT ON COLUMN report_matter_kinds.code IS 'the kind';
COMMENT ON COLUMN report_matter_kinds.received IS 'how many were received';
COMMENT ON COLUMN report_matter_kinds.answered IS 'how many of them are answered';
COMMENT ON COLUMN report_matter_kinds.in_time IS 'how many were answered by their due day';
COMMENT ON COLUMN report_matter_kinds.late IS 'how many were answered after it';
COMMENT ON COLUMN report_matter_kinds.unanswered IS 'how many were closed without an answer';
COMMENT ON COLUMN report_matter_kinds.still_open IS 'how many are open';
COMMENT ON COLUMN report_matter_kinds.overdue IS 'how many of those are open after their due day';
COMMENT ON COLUMN report_matter_kinds.in_time_percent IS 'how many percent were answered in time of those answered in time, answered late and overdue; NULL for none';
COMMENT ON COLUMN report_matter_kinds.median_days IS 'half of those answered or open were answered within so many days; NULL if fewer were';
COMMENT ON COLUMN report_matter_kinds.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_matter_kinds.longest_open_days IS 'since how many days the oldest that is open is; NULL for none';

CREATE VIEW report_matter_missions WITH (security_invoker = true) AS
	SELECT line, code, received::integer, answered::integer, in_time::integer, late::integer, unanswered::integer, still_open::integer, overdue::integer,
		   in_time_percent, median_days, percentile_90_days, longest_open_days
	FROM matter_summary(by => 'mission');
COMMENT ON VIEW report_matter_missions IS 'matters received up to today, and how they are answered, by mission';
COMMENT ON COLUMN report_matter_missions.line IS 'name of the mission, as it is at first';
COMMENT ON COLUMN report_matter_missions.code IS 'its code; NULL for none';
COMMENT ON COLUMN report_matter_missions.received IS 'how many were received';
COMMENT ON COLUMN report_matter_missions.answered IS 'how many of them are answered';
COMMENT ON COLUMN report_matter_missions.in_time IS 'how many were answered by their due day';
COMMENT ON COLUMN report_matter_missions.late IS 'how many were answered after it';
COMMENT ON COLUMN report_matter_missions.unanswered IS 'how many were closed without an answer';
COMMENT ON COLUMN report_matter_missions.still_open IS 'how many are open';
COMMENT ON COLUMN report_matter_missions.overdue IS 'how many of those are open after their due day';
COMMENT ON COLUMN report_matter_missions.in_time_percent IS 'how many percent were answered in time of those answered in time, answered late and overdue; NULL for none';
COMMENT ON COLUMN report_matter_missions.median_days IS 'half of those answered or open were answered within so many days; NULL if fewer were';
COMMENT ON COLUMN report_matter_missions.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_matter_missions.longest_open_days IS 'since how many days the oldest that is open is; NULL for none';

CREATE VIEW report_matter_programs WITH (security_invoker = true) AS
	SELECT line, code, received::integer, answered::integer, in_time::integer, late::integer, unanswered::integer, still_open::integer, overdue::integer,
		   in_time_percent, median_days, percentile_90_days, longest_open_days
	FROM matter_summary(by => 'program');
COMMENT ON VIEW report_matter_programs IS 'matters received up to today, and how they are answered, by program';
COMMENT ON COLUMN report_matter_programs.line IS 'name of the program, or: no program';
COMMENT ON COLUMN report_matter_programs.code IS 'its code; NULL for no program';
COMMENT ON COLUMN report_matter_programs.received IS 'how many were received';
COMMENT ON COLUMN report_matter_programs.answered IS 'how many of them are answered';
COMMENT ON COLUMN report_matter_programs.in_time IS 'how many were answered by their due day';
COMMENT ON COLUMN report_matter_programs.late IS 'how many were answered after it';
COMMENT ON COLUMN report_matter_programs.unanswered IS 'how many were closed without an answer';
COMMENT ON COLUMN report_matter_programs.still_open IS 'how many are open';
COMMENT ON COLUMN report_matter_programs.overdue IS 'how many of those are open after their due day';
COMMENT ON COLUMN report_matter_programs.in_time_percent IS 'how many percent were answered in time of those answered in time, answered late and overdue; NULL for none';
COMMENT ON COLUMN report_matter_programs.median_days IS 'half of those answered or open were answered within so many days; NULL if fewer were';
COMMENT ON COLUMN report_matter_programs.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_matter_programs.longest_open_days IS 'since how many days the oldest that is open is; NULL for none';

CREATE VIEW report_matter_people WITH (security_invoker = true) AS
	SELECT line, code, received::integer, answered::integer, in_time::integer, late::integer, unanswered::integer, still_open::integer, overdue::integer,
		   in_time_percent, median_days, percentile_90_days, longest_open_days
	FROM matter_summary(by => 'person');
COMMENT ON VIEW report_matter_people IS 'matters received up to today, and how they are answered, by who answered for them';
COMMENT ON COLUMN report_matter_people.line IS 'name of the person, or: nobody';
COMMENT ON COLUMN report_matter_people.code IS 'number of the person; NULL for none';
COMMENT ON COLUMN report_matter_people.received IS 'how many were received';
COMMENT ON COLUMN report_matter_people.answered IS 'how many of them are answered';
COMMENT ON COLUMN report_matter_people.in_time IS 'how many were answered by their due day';
COMMENT ON COLUMN report_matter_people.late IS 'how many were answered after it';
COMMENT ON COLUMN report_matter_people.unanswered IS 'how many were closed without an answer';
COMMENT ON COLUMN report_matter_people.still_open IS 'how many are open';
COMMENT ON COLUMN report_matter_people.overdue IS 'how many of those are open after their due day';
COMMENT ON COLUMN report_matter_people.in_time_percent IS 'how many percent were answered in time of those answered in time, answered late and overdue; NULL for none';
COMMENT ON COLUMN report_matter_people.median_days IS 'half of those answered or open were answered within so many days; NULL if fewer were';
COMMENT ON COLUMN report_matter_people.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_matter_people.longest_open_days IS 'since how many days the oldest that is open is; NULL for none';

CREATE VIEW report_matter_years WITH (security_invoker = true) AS
	SELECT line, code, received::integer, answered::integer, in_time::integer, late::integer, unanswered::integer, still_open::integer, overdue::integer,
		   in_time_percent, median_days, percentile_90_days, longest_open_days
	FROM matter_summary(by => 'fiscal year');
COMMENT ON VIEW report_matter_years IS 'matters received up to today, and how they are answered, by the fiscal year in which they were received';
COMMENT ON COLUMN report_matter_years.line IS 'the fiscal year, as in FY 2006';
COMMENT ON COLUMN report_matter_years.code IS 'its number';
COMMENT ON COLUMN report_matter_years.received IS 'how many were received';
COMMENT ON COLUMN report_matter_years.answered IS 'how many of them are answered';
COMMENT ON COLUMN report_matter_years.in_time IS 'how many were answered by their due day';
COMMENT ON COLUMN report_matter_years.late IS 'how many were answered after it';
COMMENT ON COLUMN report_matter_years.unanswered IS 'how many were closed without an answer';
COMMENT ON COLUMN report_matter_years.still_open IS 'how many are open';
COMMENT ON COLUMN report_matter_years.overdue IS 'how many of those are open after their due day';
COMMENT ON COLUMN report_matter_years.in_time_percent IS 'how many percent were answered in time of those answered in time, answered late and overdue; NULL for none';
COMMENT ON COLUMN report_matter_years.median_days IS 'half of those answered or open were answered within so many days; NULL if fewer were';
COMMENT ON COLUMN report_matter_years.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_matter_years.longest_open_days IS 'since how many days the oldest that is open is; NULL for none';
