-- How what an answer costs grows with the registry: ten times as many postings and
-- assignments, twice. A scan grows by more than ten as well, once memory is slower than caches.
-- group: answers
-- name: answer
-- each: scan goal_progress goal_series goal_chart goal_remedies coverage_of coverage_of_program coverage_summary coverage_matrix coverage_by_program coverage_map days_uncovered explain_coverage presence_on roster roster_of_mission vacancies vacancies_of_mission rotation single_points staffing what_if verify report_roster report_coverage_today report_coverage_monthly report_goals report_matrix report_vacancies report_rotation report_staffing
-- yardstick: 20,000 assignments
-- aim: 200,000 assignments <= 12 * 20,000 assignments
-- aim: 2,000,000 assignments <= 12 * 200,000 assignments

-- competitor: 20,000 assignments
SELECT ask(':each', 'small');
-- competitor: 200,000 assignments
SELECT ask(':each', 'middle');
-- competitor: 2,000,000 assignments
SELECT ask(':each', 'large');
