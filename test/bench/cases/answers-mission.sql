-- A question about one mission or one country, in a session that has asked it before: 10 ms
-- where a scan takes 400.
-- group: answers
-- name: of one place, of 2,000,000 assignments
-- each: roster_of_mission vacancies_of_mission explain_coverage
-- yardstick: scan
-- aim: answer <= 0.025 * scan

-- competitor: scan
SELECT ask('scan', 'large');
-- competitor: answer
-- asked: before
SELECT ask(':each', 'large');
