-- group: past
-- name: coverage of all time, as known before a tenth of 200,000 changes
-- yardstick: plain
-- aim: as known <= 1.3 * plain

-- competitor: plain
-- asked: before
SELECT changed.coverage_of();

-- competitor: without a moment
-- asked: before
SELECT changed_known.coverage_of();

-- competitor: as known
-- asked: before
-- with: attache.known_at = 'last year'
SELECT changed_known.coverage_of();

-- competitor: as known before all
-- asked: before
-- with: attache.known_at = 'the beginning'
SELECT changed_known.coverage_of();

-- competitor: plain, as a session's first question
SELECT changed.coverage_of();

-- competitor: as known, as a session's first question
-- with: attache.known_at = 'last year'
SELECT changed_known.coverage_of();

-- answer: plain
SELECT coverage_total(changed.coverage_of(), '[2000-01-01,2020-01-01)');

-- answer: without a moment
SELECT coverage_total(changed_known.coverage_of(), '[2000-01-01,2020-01-01)');
