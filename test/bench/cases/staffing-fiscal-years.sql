-- Ten fiscal years of seat-days, against one scan of the assignments; and, in plain SQL,
-- no more than the days that were filled in each, which here nobody fills twice.
-- group: staffing
-- name: seat-days of ten years over 2,000,000 assignments
-- yardstick: scan
-- aim: staffing <= 4 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM staffed.assignment;
-- competitor: staffing
SELECT * FROM staffed.staffing('[2010-10-01,2020-10-01)');
-- competitor: plain SQL, days filled
SELECT y.year, sum(upper(a.tenure * y.days) - lower(a.tenure * y.days))
FROM (SELECT year, daterange(make_date(year - 1, 10, 1), make_date(year, 10, 1)) AS days FROM generate_series(2011, 2020) AS year) AS y
JOIN staffed.assignment a ON a.tenure && y.days
GROUP BY y.year;

-- answer: staffing
SELECT code, filled FROM staffed.staffing('[2010-10-01,2020-10-01)') ORDER BY code;
-- answer: plain SQL, days filled
SELECT y.year, sum(upper(a.tenure * y.days) - lower(a.tenure * y.days))
FROM (SELECT year, daterange(make_date(year - 1, 10, 1), make_date(year, 10, 1)) AS days FROM generate_series(2011, 2020) AS year) AS y
JOIN staffed.assignment a ON a.tenure && y.days
GROUP BY y.year ORDER BY y.year;
