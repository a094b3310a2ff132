-- Who was where when, as a value, against how many: the same work, and a value to keep.
-- group: coverage
-- name: a presence of all rows, by
-- each: country site
-- yardstick: coverage_agg
-- aim: presence_agg <= 1.2 * coverage_agg

-- competitor: coverage_agg
SELECT coverage_agg(:each, tenure) FROM posting_small;
-- competitor: presence_agg
SELECT presence_count(presence_agg(:each, tenure)) FROM posting_small;
-- competitor: plain SQL, a multirange each
SELECT count(periods) FROM (SELECT range_agg(tenure) AS periods FROM posting_small GROUP BY :each) AS unit;

-- answer: coverage_agg
SELECT coverage_agg(:each, tenure) FROM posting_small;
-- answer: presence_agg
SELECT coverage(presence_agg(:each, tenure)) FROM posting_small;
