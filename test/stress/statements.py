"""What the clients of a stress run do: transactions at random, over few keys and few days.

All of a transaction follows from the seed, the client and its number, and from
the posting at which all meet just now.
"""
import datetime
import random

COUNTRIES = 'BE CA DE GB HK IT JP MX NL PA PH SG PT LU CS'.split()    # CS has ended
TODAY = 'current_date'


class Step:
    """A statement with the name under which it is counted; COPY has its lines."""

    def __init__(self, name, sql, lines=None):
        self.name, self.sql, self.lines = name, sql, lines

    def __str__(self):
        return self.sql + ('' if self.lines is None else '\n' + self.lines + '\\.')


class Block:
    """Steps after a savepoint, which is then released or rolled back to."""

    def __init__(self, steps, keep=True):
        self.steps, self.keep = steps, keep

    def __str__(self):
        return '\n'.join(['SAVEPOINT s;', *(f'{step};' for step in self.steps), ('RELEASE s' if self.keep else 'ROLLBACK TO s')])


class Transaction:
    """steps between begin (None: one statement alone) and ending: commit, rollback or prepare."""

    def __init__(self, steps, begin=None, ending='commit'):
        self.steps, self.begin, self.ending = steps, begin, ending

    def __str__(self):
        return '\n'.join(f'{step};' for step in [self.begin or '-- alone', *self.steps, self.ending.upper()])

    def checks_early(self):
        """Whether rules may be looked at before its end."""
        return any(word in str(self) for word in ('IMMEDIATE', 'TRUNCATE', "'now'", '\tnow\n'))


class Size:
    """How many there are of what in a registry; whether its clients set goals, or its owner alone; and whether waivers are withdrawn."""

    def __init__(self, postings, goals=True, withdrawn=True):
        self.goals, self.withdrawn = goals, withdrawn
        self.postings, self.people, self.assignments = postings, postings * 3 // 2, postings * 15 // 4


class Statements:
    """The statements of one transaction."""

    def __init__(self, size, seed, hot, constraints=(), skip=None):
        self.size, self.hot, self.constraints, self.skip = size, hot % size.postings + 1, constraints, skip
        self.random = random.Random(seed)

    # --- Keys, days, and words

    def one_of(self, *choices):
        return self.random.choice(choices)

    def chance(self, probability):
        return self.random.random() < probability

    def posting(self):
        """For all clients often the same: so they meet."""
        meets, other = self.chance(0.6), self.random.randint(1, self.size.postings)
        return self.hot if meets else other

    def assignment(self):
        return self.random.randint(1, self.size.assignments)

    def person(self):
        return self.random.randint(1, self.size.people)

    def mission(self):
        return self.random.randint(1, 12)

    def country(self):
        return self.random.choice(COUNTRIES)

    def day(self):
        """Few days, so that changes meet there; some long past."""
        return f'{TODAY} + {self.random.randrange(-10, 20) * 30}' if self.chance(0.9) else f'{TODAY} - {self.random.randrange(300, 1900)}'

    def tenure(self, kind):
        first = f'{TODAY} + {self.random.randint(-300, 500)}' if self.chance(0.95) else f'{TODAY} - {self.random.randint(300, 1900)}'
        length = self.one_of(90, 200, 400, 700, 1000, 1300) if kind == 'tour' else self.one_of(10, 30, 90, 190)
        return f'daterange({first}, NULL)' if kind == 'tour' and self.chance(0.1) else f'daterange({first}, {first} + {length})'

    def mark(self):
        """What it asks of a user's trigger; mostly nothing."""
        if self.chance(0.8) or self.skips('triggers'):
            return 'NULL'
        return "'" + self.one_of('elsewhere', 'somebody else', 'later', 'not at all', 'first', 'last', 'at commit', 'last at commit',
                                 'at commit', 'tried', 'tried', 'undone', 'last' if self.skips('immediate') else 'now') + "'"

    def status_mark(self):
        if self.chance(0.8) or self.skips('triggers'):
            return 'NULL'
        return "'" + self.one_of('later', 'all leave', 'all leave late', 'all leave at commit') + "'"

    def posting_note(self):
        if self.chance(0.7) or self.skips('triggers'):
            return 'NULL'
        return "'" + self.one_of('one seat', 'vacate', 'one more') + "'"

    def new_assignment(self):
        kind = self.one_of('tour', 'tour', 'tour', 'tdy', 'acting')
        extension = "'paper'" if self.chance(0.1) else 'NULL'
        return (f"({self.assignment()}, {self.posting()}, {self.person()}, '{kind}', {self.tenure(kind)}, {extension}, {self.mark()})")

    COLUMNS = '(assignment_id, posting_id, representative_id, kind, tenure, extension, mark)'

    # --- Assignments

    def insert(self):
        return f'INSERT INTO assignment {self.COLUMNS} VALUES {self.new_assignment()}'

    def replace(self):
        return (self.insert() + ' ON CONFLICT (assignment_id) DO UPDATE SET (posting_id, representative_id, kind, tenure, mark) = '
                '(excluded.posting_id, excluded.representative_id, excluded.kind, excluded.tenure, excluded.mark)')

    def insert_many(self):
        """Some tours one after the other, or side by side."""
        step = self.one_of(0, 7, 100, 400)
        return (f'INSERT INTO assignment {self.COLUMNS} SELECT 1 + ({self.assignment()} + i * 7) % {self.size.assignments}, '
                f'{self.one_of(self.posting(), f"1 + ({self.posting()} + i) % {self.size.postings}")}, '
                f"1 + ({self.person()} + i * {self.one_of(0, 1, 5)}) % {self.size.people}, 'tour', "
                f'daterange({TODAY} + {self.random.randint(-300, 300)} + i * {step}, {TODAY} + 400 + i * {step}), NULL, {self.mark()} '
                f'FROM generate_series(1, {self.random.randint(2, 5)}) AS i ORDER BY i ON CONFLICT (assignment_id) DO NOTHING')

    def copy(self):
        first = self.random.randint(-300, 300)
        lines = ''
        for i in range(self.random.randint(1, 4)):
            mark = self.mark().strip("'").replace('NULL', '\\N')
            lines += (f'{self.assignment() + self.one_of(0, self.size.assignments)}\t{self.posting()}\t{self.person()}\t'
                      f'{self.one_of("tour", "tour", "tdy")}\t[{self.iso(first + i * 100)},{self.iso(first + i * 100 + self.one_of(90, 100, 300))})\t\\N\t{mark}\n')
        return f'COPY assignment {self.COLUMNS} FROM STDIN', lines

    @staticmethod
    def iso(day):
        return (datetime.date.today() + datetime.timedelta(day)).isoformat()

    def merge(self):
        return (f'MERGE INTO assignment a USING (VALUES {self.new_assignment()}) AS new {self.COLUMNS} '
                f'ON a.assignment_id = new.assignment_id{self.one_of("", " AND a.posting_id = new.posting_id")} '
                f"WHEN MATCHED AND a.kind = '{self.one_of('tour', 'tdy', 'acting')}' THEN DELETE "
                'WHEN MATCHED THEN UPDATE SET posting_id = new.posting_id, tenure = new.tenure, mark = new.mark '
                f'WHEN NOT MATCHED THEN INSERT {self.COLUMNS} VALUES (new.assignment_id, new.posting_id, '
                'new.representative_id, new.kind, new.tenure, new.extension, new.mark)')

    def update(self, what):
        mark = self.mark()
        return (f"UPDATE assignment SET {what}{'' if mark == 'NULL' else f', mark = {mark}'} WHERE "
                + self.one_of(*[f'assignment_id = {self.assignment()}'] * 4, f'posting_id = {self.posting()}'))

    def move(self):
        return self.update(f'posting_id = {self.posting()}')

    def shorten(self):
        return self.update(f'tenure = daterange(lower(tenure), lower(tenure) + {self.random.randint(1, 300)})')

    def extend(self):
        return self.update(f'tenure = daterange(lower(tenure), upper(tenure) + {self.random.randint(1, 200)})')

    def shift(self):
        days = self.random.randint(-60, 60)
        return self.update(f'tenure = daterange(lower(tenure) + {days}, upper(tenure) + {days})')

    def change_kind(self):
        return self.update(f"kind = '{self.one_of('tour', 'tdy', 'acting')}'")

    def change_person(self):
        return self.update(f'representative_id = {self.person()}')

    def change_extension(self):
        return self.update(f'extension = {self.one_of("NULL", chr(39) + "paper" + chr(39))}')

    def change_key(self):
        return f'UPDATE assignment SET assignment_id = {self.assignment()} WHERE assignment_id = {self.assignment()}'

    def delete(self):
        return 'DELETE FROM assignment WHERE ' + self.one_of(*[f'assignment_id = {self.assignment()}'] * 5,
                                                              f'posting_id IN ({self.posting()}, {self.posting()})')

    def replace_rows(self):
        """Rows go and come again elsewhere, in one statement."""
        return (f'WITH gone AS (DELETE FROM assignment WHERE assignment_id IN ({self.assignment()}, {self.assignment()}) RETURNING *) '
                f'INSERT INTO assignment {self.COLUMNS} SELECT assignment_id, {self.one_of("posting_id", self.posting())}, '
                f'{self.one_of("representative_id", self.person())}, kind, tenure, extension, {self.mark()} FROM gone')

    # --- Statuses

    def set_status(self):
        if self.chance(0.05):
            return (f'INSERT INTO posting_status_change (posting_id, effective_day, status) '
                    f"VALUES ({self.posting()}, {TODAY} - 2100, '{self.one_of('proposed', 'active', 'suspended')}')")
        status = self.one_of('active', 'active', 'suspended', 'suspended', 'closing', 'closed')
        conflict = self.one_of('', ' ON CONFLICT (posting_id, effective_day) DO UPDATE SET status = excluded.status')
        return (f'INSERT INTO posting_status_change (posting_id, effective_day, status, mark) '
                f"VALUES ({self.posting()}, {self.day()}, '{status}', {self.status_mark()}){conflict}")

    def move_status(self):
        return (f'UPDATE posting_status_change SET effective_day = effective_day + {self.one_of(-30, -5, 5, 30)} '
                f'WHERE posting_id = {self.posting()} AND effective_day = {self.day()}')

    def give_status(self):
        """A change of status is another posting's."""
        return (f'UPDATE posting_status_change SET posting_id = {self.posting()} '
                f'WHERE posting_id = {self.posting()} AND effective_day = {self.day()}')

    def delete_status(self):
        """Of any posting alike: it would soon heal what went wrong where all meet."""
        return (f'DELETE FROM posting_status_change WHERE posting_id = {self.random.randint(1, self.size.postings)} '
                f'AND effective_day > {self.day()}')

    # --- Facts: what has taken effect by today, and says how or why; and what is nearly one

    def near(self):
        """Mostly today or before; else a plan that looks like a fact."""
        return self.one_of(-20, -1, 0, 0, 0, 0, 1, 30)

    def word(self):
        return f"'{self.random.randrange(1000)}'"

    def end(self):
        last = self.near()
        how = self.one_of("'curtailed'", "'medical'", "'evacuated'", "'completed'", 'NULL')
        who = self.one_of(f'assignment_id = {self.assignment()}', *[f'posting_id = {self.posting()}'] * 3)
        also = self.one_of('', '', '', f', mark = {self.mark()}', f', note = {self.word()}', f', representative_id = {self.person()}')
        return (f'UPDATE assignment SET tenure = daterange(lower(tenure), {TODAY} + {last + 1}), ended_as = {how}{also} '
                f'WHERE {who} AND tenure @> ({TODAY} + {last})')

    def arrive(self):
        """Somebody came, though it was not planned, or not so soon."""
        first = self.near()
        if self.chance(0.3):
            return (f'UPDATE assignment SET tenure = daterange({TODAY} + {first}, upper(tenure)), note = {self.word()} '
                    f"WHERE posting_id = {self.posting()} AND lower(tenure) > {TODAY} AND coalesce(upper(tenure), 'infinity') > {TODAY} + {first}")
        kind = self.one_of('tour', 'tour', 'tdy')
        return ('INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure, note, mark) VALUES '
                f"({self.assignment()}, {self.posting()}, {self.person()}, '{kind}', daterange({TODAY} + {first}, {TODAY} + {first + self.one_of(30, 90, 170)}), "
                f'{self.one_of("NULL", self.word(), self.word())}, {self.mark()})')

    def record_status(self):
        """A posting was suspended, reopened or closed, and nobody knew before."""
        day = f'{TODAY} + {self.near()}'
        status = self.one_of('suspended', 'suspended', 'suspended', 'active', 'closing')
        reason = self.one_of('NULL', *[self.word()] * 3)
        if self.chance(0.2):
            return (f'UPDATE posting_status_change SET effective_day = {day}, reason = {reason} '
                    f'WHERE posting_id = {self.posting()} AND effective_day > {TODAY} - 100')
        return ('INSERT INTO posting_status_change (posting_id, effective_day, status, reason, mark) VALUES '
                f"({self.posting()}, {day}, '{status}', {reason}, {self.status_mark()}) "
                'ON CONFLICT (posting_id, effective_day) DO UPDATE SET status = excluded.status, reason = excluded.reason')

    def record_period(self):
        """What a posting runs, covers or serves has ended, or begun."""
        posting, note = self.posting(), self.one_of('NULL', *[self.word()] * 3)
        table, columns, values = self.one_of(('posting_area', 'country', self.quoted_country()), ('posting_program', 'program', "'CSI'"),
                                             ('posting_site', 'site_id, program', f"{self.random.randint(1, 6)}, 'CSI'"))
        if self.chance(0.4):
            return (f'INSERT INTO {table} (posting_id, {columns}, during, note) '
                    f'VALUES ({posting}, {values}, daterange({TODAY} + {self.near()}, NULL), {note})')
        last = self.near()
        return (f'UPDATE {table} SET during = daterange(lower(during), {TODAY} + {last + 1}), note = {note} '
                f'WHERE posting_id = {posting} AND during @> ({TODAY} + {last})')

    def be_absent(self):
        """From something or nothing, and not at once with oneself."""
        days = f"daterange({self.day()}, {self.one_of('NULL', f'{TODAY} + {self.random.randint(700, 900)}')})"
        if self.chance(0.4):
            first = f'{TODAY} + {self.random.randint(-300, 400)}'
            days = f'daterange({first}, {first} + {self.random.randint(1, 40)})'
        return self.one_of(
            f'INSERT INTO absence (representative_id, during) SELECT {self.person()}, days FROM (SELECT {days} AS days) asked '
            f'WHERE NOT isempty(days)',
            f'UPDATE absence SET during = {days} WHERE representative_id = {self.person()} AND NOT isempty({days})',
            f'UPDATE absence SET representative_id = {self.person()} WHERE representative_id = {self.person()}',
            f'DELETE FROM absence WHERE representative_id = {self.person()}')

    # --- Postings, and what they cover

    def move_seats(self):
        """How many there are from a day on, or are no longer."""
        posting, seats = self.posting(), self.one_of(1, 1, 2, 3)
        return self.one_of(
            *[f'INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES ({posting}, {self.day()}, {seats}) '
              'ON CONFLICT (posting_id, effective_day) DO UPDATE SET seats = excluded.seats'] * 3,
            f'UPDATE posting_seats_change SET seats = {seats} WHERE posting_id = {posting}',
            f'UPDATE posting_seats_change SET effective_day = effective_day + {self.random.randint(-40, 40)} WHERE posting_id = {posting}',
            f'UPDATE posting_seats_change SET posting_id = {self.posting()} WHERE posting_id = {posting}',
            *[f'DELETE FROM posting_seats_change WHERE posting_id = {posting}'] * 2)

    def change_seats(self):
        return (f"UPDATE posting SET seats = {self.one_of('1', '1', '2', 'greatest(seats - 1, 1)')}, note = {self.posting_note()} "
                f'WHERE posting_id = {self.posting()}')

    def change_mission(self):
        return f'UPDATE posting SET mission_id = {self.mission()} WHERE posting_id = {self.posting()}'

    def spare_posting(self):
        return self.size.postings + self.random.randint(1, 4)

    def insert_posting(self):
        """With keys that the others of this kind take, too."""
        return (f"INSERT INTO posting (posting_id, mission_id, role, seats) VALUES ({self.spare_posting()}, "
                f"{self.mission()}, 'attache', {self.one_of(1, 2)}) ON CONFLICT DO NOTHING")

    def delete_posting(self):
        return f'DELETE FROM posting WHERE posting_id = {self.spare_posting()}'

    def exchange_posting(self):
        """A posting gives way to a new one of the same key."""
        return (f'WITH gone AS (DELETE FROM posting WHERE posting_id = {self.posting()} RETURNING *) '
                'INSERT INTO posting (posting_id, mission_id, role, seats) '
                f"SELECT posting_id, {self.one_of('mission_id', 'mission_id', self.mission())}, role, {self.one_of('seats', 1, 1, 2)} FROM gone")

    def exchange_posting_key(self):
        """A posting without people takes the key of another, which takes a free one."""
        old, spare, free = self.posting(), *self.random.sample(range(self.size.postings + 1, self.size.postings + 5), 2)
        return (f'UPDATE posting SET posting_id = CASE posting_id WHEN {old} THEN {free} ELSE {old} END '
                f'WHERE posting_id IN ({old}, {spare}) AND EXISTS (SELECT FROM posting WHERE posting_id = {spare})')

    def exchange_person(self):
        return (f'WITH gone AS (DELETE FROM representative WHERE representative_id = {self.person()} RETURNING *) '
                'INSERT INTO representative SELECT * FROM gone')

    def change_country(self):
        what = self.one_of(f'country = {self.quoted_country()}', f'kind = {self.one_of(*KINDS)}', f'covers_host = {self.covers_host()}')
        return f'UPDATE mission SET {what} WHERE mission_id = {self.mission()}'

    def covers_host(self):
        return self.one_of('true', 'true', 'false')

    def move_mission(self):
        """What it is from a day on, or is no longer."""
        column, value = self.one_of(('country', self.quoted_country()), ('country', self.quoted_country()), ('kind', self.one_of(*KINDS)),
                                    ('covers_host', self.covers_host()), ('name', f"'Office {self.mission()}'"))
        mission = self.mission()
        return self.one_of(
            *[f'INSERT INTO mission_change (mission_id, effective_day, {column}) VALUES ({mission}, {self.day()}, {value}) '
              f'ON CONFLICT (mission_id, effective_day) DO UPDATE SET {column} = excluded.{column}'] * 2,
            f'UPDATE mission_change SET {column} = {value} WHERE mission_id = {mission}',
            f'UPDATE mission_change SET effective_day = effective_day + {self.random.randint(-40, 40)} WHERE mission_id = {mission}',
            f'UPDATE mission_change SET mission_id = {self.mission()} WHERE mission_id = {mission}',
            *[f'DELETE FROM mission_change WHERE mission_id = {mission}'] * 2)

    def quoted_country(self):
        return f"'{self.country()}'"

    def exchange_mission(self):
        return (f'WITH gone AS (DELETE FROM mission WHERE mission_id = {self.mission()} RETURNING *) '
                f"INSERT INTO mission (mission_id, kind, country, city, name, code, covers_host, note) "
                f"SELECT mission_id, kind, {self.one_of('country', self.quoted_country())}, city, name, code, covers_host, note FROM gone")

    def change_area(self):
        posting, country, program = self.posting(), self.quoted_country(), self.one_of('NULL', "'CSI'", "'CB'")
        return self.one_of(
            f'INSERT INTO posting_area (posting_id, country, program) VALUES ({posting}, {country}, {program})',
            f'UPDATE posting_area SET country = {country} WHERE posting_id = {posting}',
            f'UPDATE posting_area SET program = {program} WHERE posting_id = {posting}',
            f'UPDATE posting_area SET during = daterange(NULL, {self.day()}) WHERE posting_id = {posting}',
            f'DELETE FROM posting_area WHERE posting_id = {posting}')

    def change_program(self):
        posting = self.posting()
        return self.one_of(
            f"INSERT INTO posting_program (posting_id, program, during) VALUES ({posting}, 'CSI', daterange({self.day()}, NULL))",
            f'UPDATE posting_program SET during = daterange(NULL, {self.day()}) WHERE posting_id = {posting}',
            f'UPDATE posting_program SET posting_id = {self.posting()} WHERE posting_id = {posting}',
            f'DELETE FROM posting_program WHERE posting_id = {posting}')

    def change_site(self):
        posting, site = self.posting(), self.random.randint(1, 6)
        return self.one_of(
            f"INSERT INTO posting_site (posting_id, site_id, program) VALUES ({posting}, {site}, 'CSI')",
            f'UPDATE posting_site SET during = daterange({TODAY} + 30, NULL) WHERE posting_id = {posting}',
            f'UPDATE posting_site SET site_id = {site} WHERE posting_id = {posting}',
            f'DELETE FROM posting_site WHERE posting_id = {posting}',
            f'UPDATE site SET country = {self.quoted_country()} WHERE site_id = {site}')

    # --- Goals, but for the fixed ones

    def goal(self):
        return self.one_of(4, 4, 5, 5, 6, 7, 8, 9, 12)

    def change_goal(self):
        what = self.one_of(
            'enforced = NOT enforced', 'enforced = true', *['enforced = false'] * 2,
            f'target = {self.random.randint(3, 10)}', 'target = greatest(target + 1, 1)', 'target = greatest(target - 1, 1)',
            f'during = daterange({TODAY} - {self.one_of(0, 20)}, {self.one_of("NULL", f"{TODAY} + {self.one_of(60, 200, 500)}")})',
            'tdy = NOT tdy')
        return f'UPDATE goal SET {what} WHERE goal_id = {self.goal()}'

    def change_goal_country(self):
        goal = self.one_of(4, 6, 6, 6, 5)
        return self.one_of(
            f'INSERT INTO goal_country (goal_id, country) VALUES ({goal}, {self.quoted_country()}) ON CONFLICT DO NOTHING',
            f'DELETE FROM goal_country WHERE goal_id = {goal} AND country = {self.quoted_country()}',
            f'UPDATE goal_country SET country = {self.quoted_country()} WHERE goal_id = {goal} AND country = {self.quoted_country()}')

    def change_goal_key(self):
        return f"UPDATE goal SET goal_id = {self.one_of(4, 40, 5, 50, 6, 60)} WHERE goal_id = {self.one_of(4, 40, 5, 50, 6, 60)}"

    def new_goal(self):
        number = self.random.randint(20, 23)
        kind = self.one_of('floor', 'ceiling')
        return self.one_of(
            f"INSERT INTO goal (goal_id, name, kind, target, enforced, during) VALUES ({number}, 'Goal {number}', '{kind}', "
            f"{self.random.randint(3, 8) if kind == 'floor' else self.random.randint(8, 11)}, {self.one_of('true', 'false')}, "
            f'daterange({TODAY}, {TODAY} + {self.one_of(100, 300)})) '
            'ON CONFLICT DO NOTHING',
            *[f'DELETE FROM goal WHERE goal_id = {number}'] * 2)

    def exchange_goal(self):
        return f'WITH gone AS (DELETE FROM goal WHERE goal_id = {self.goal()} RETURNING *) INSERT INTO goal SELECT * FROM gone'

    def change_frozen_goal(self):
        goal = self.one_of(3, 3, 11)
        return self.one_of(
            f'UPDATE goal SET target = target - 1 WHERE goal_id = {goal}', f'UPDATE goal SET due_day = due_day + 1 WHERE goal_id = {goal}',
            f'DELETE FROM goal WHERE goal_id = {goal}', f"UPDATE goal SET note = 'seen' WHERE goal_id = {goal}",
            f'UPDATE goal SET goal_id = {goal}0 WHERE goal_id = {goal}',
            f'INSERT INTO goal_country (goal_id, country) VALUES ({goal}, {self.quoted_country()})',
            f'INSERT INTO goal_milestone (goal_id, day, target) VALUES ({goal}, {TODAY} - 100, 2)')

    def change_milestone(self):
        day = f'{TODAY} + {self.random.randrange(-5, 6) * 50}'
        return self.one_of(
            f'INSERT INTO goal_milestone (goal_id, day, target) VALUES (10, {day}, {self.random.randint(1, 9)}) '
            'ON CONFLICT (goal_id, day) DO UPDATE SET target = excluded.target',
            f'DELETE FROM goal_milestone WHERE goal_id = 10 AND day = {day}',
            f'UPDATE goal SET target = {self.random.randint(5, 9)} WHERE goal_id = 10')

    # --- Several statements that belong together

    def close(self):
        """Closes a posting, and ends its assignments by then."""
        posting, day = self.posting(), self.day()
        steps = [Step('close', f"INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES ({posting}, {day}, 'closed')"),
                 Step('close', f'DELETE FROM assignment WHERE posting_id = {posting} AND lower(tenure) >= {day}'),
                 Step('close', f'UPDATE assignment SET tenure = daterange(lower(tenure), {day}) WHERE posting_id = {posting} AND tenure @> ({day})')]
        self.random.shuffle(steps)
        return steps

    def open(self):
        """A new posting, its first status, and somebody there; the history is taken over, or ought to be."""
        posting = self.spare_posting()
        source = self.one_of("'elsewhere'", "'elsewhere'", 'NULL')
        return [Step('open', f"INSERT INTO posting (posting_id, mission_id, role) VALUES ({posting}, {self.mission()}, 'attache') ON CONFLICT DO NOTHING"),
                Step('open', 'INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) '
                             f"VALUES ({posting}, {self.day()}, '{self.one_of('active', 'active', 'closing')}', {source})"),
                Step('open', f'INSERT INTO assignment (posting_id, representative_id, tenure) VALUES ({posting}, {self.person()}, {self.tenure("tour")})')]

    def clear(self):
        """Such a posting goes with all that is its."""
        posting = self.spare_posting()
        steps = [Step('clear', f'DELETE FROM {table} WHERE posting_id = {posting}')
                 for table in ('posting_area', 'posting_program', 'posting_site', 'assignment', 'posting_status_change', 'posting_seats_change', 'posting')]
        if self.chance(0.3):
            self.random.shuffle(steps)
        return steps

    def swap(self):
        """Two assignments swap their postings."""
        one, other = self.assignment(), self.assignment()
        return [Step('swap', 'UPDATE assignment a SET posting_id = b.posting_id FROM assignment b '
                             f'WHERE a.assignment_id IN ({one}, {other}) AND b.assignment_id = {one} + {other} - a.assignment_id')]

    def succeed(self):
        """One goes and the next comes, in either order."""
        posting, day = self.posting(), f'{TODAY} + {self.random.randint(-10, 40)}'
        steps = [Step('succeed', f'UPDATE assignment SET tenure = daterange(lower(tenure), {day}) WHERE posting_id = {posting} AND tenure @> ({day}) '
                                 f'AND lower(tenure) < {day}'),
                 Step('succeed', f'INSERT INTO assignment (posting_id, representative_id, tenure) VALUES ({posting}, {self.person()}, '
                                 f'daterange({day} + {self.one_of(0, 0, 10)}, {day} + {self.one_of(200, 600)}))')]
        self.random.shuffle(steps)
        return steps

    def lose(self):
        return self.one_of(f'DELETE FROM assignment WHERE posting_id IN ({self.posting()}, {self.posting()})',
                           f'DELETE FROM assignment WHERE assignment_id IN ({self.assignment()}, {self.assignment()}, {self.assignment()})')

    def leave(self):
        """One of those at a posting, and another client takes the other."""
        return (f'DELETE FROM assignment WHERE assignment_id = (SELECT {self.one_of("min", "max")}(assignment_id) FROM assignment '
                f'WHERE posting_id = {self.posting()})')

    def fact_and_plan(self):
        """What has happened and what is planned, in one transaction, which holds the plan to all that it leaves."""
        if self.chance(0.5):
            return self.two_lose()
        fact = self.one_of('end', 'end', 'arrive', 'record_status', 'record_period')
        plan = self.one_of('lose', 'leave', 'insert', 'shorten', 'extend', 'move', 'change_area', 'change_program')
        names = [name for name in (fact, plan, self.one_of(fact, plan)) if not self.skips(name)]
        self.random.shuffle(names)
        return [Step(name, getattr(self, name)()) for name in names]

    def two_lose(self):
        """A posting has lost its people, and another is to lose them."""
        one, other = self.random.sample(range(1, self.size.postings + 1), 2)
        last = f'{TODAY} + {self.one_of(0, 30, 60)}'
        steps = [Step('two lose', f"UPDATE assignment SET tenure = daterange(lower(tenure), {TODAY} + 1), ended_as = 'evacuated' "
                                  f'WHERE posting_id = {one} AND tenure @> {TODAY}'),
                 Step('two lose', self.one_of(f'DELETE FROM assignment WHERE posting_id = {other} AND upper(tenure) > {TODAY}',
                                              f'UPDATE assignment SET tenure = daterange(lower(tenure), {last} + 1) WHERE posting_id = {other} AND tenure @> ({last})'))]
        self.random.shuffle(steps)
        return steps

    def losing(self):
        return Step('lose', self.lose())

    def linger(self):
        """People go, and the end of the transaction is long in coming: goals change meanwhile."""
        return [self.losing(), Step('pause', f'SELECT pg_sleep({self.random.random() / 15:.4f})')]

    def goal_moves(self):
        """A goal changes, what it counts changes, and the goal changes back."""
        goal = self.one_of(4, 4, 6, 7)
        there, back = self.one_of(
            (f'UPDATE goal SET goal_id = {goal}0 WHERE goal_id = {goal}', f'UPDATE goal SET goal_id = {goal} WHERE goal_id = {goal}0'),
            (f'UPDATE goal SET goal_id = {goal}0 WHERE goal_id = {goal}', None),
            (f'UPDATE goal SET enforced = false WHERE goal_id = {goal}', f'UPDATE goal SET enforced = true WHERE goal_id = {goal}'),
            (f'UPDATE goal SET target = target - 2 WHERE goal_id = {goal} AND target > 2', f'UPDATE goal SET target = target + 2 WHERE goal_id = {goal}'),
            (f"INSERT INTO goal_country (goal_id, country) VALUES ({goal}, 'AQ') ON CONFLICT DO NOTHING", f"DELETE FROM goal_country WHERE goal_id = {goal} AND country = 'AQ'"))
        steps = [Step('goal moves', there), self.losing()]
        if self.chance(0.3) and not self.skips('immediate'):
            steps.append(Step('set constraints', 'SET CONSTRAINTS ALL IMMEDIATE'))
        if back is not None:
            steps.append(Step('goal moves', back))
        return steps

    # --- Transactions

    SINGLE = dict(insert=8, replace=4, insert_many=3, copy=2, merge=3, move=4, shorten=3, extend=3, shift=3, change_kind=3, change_person=2,
                  change_extension=1, change_key=1, delete=4, lose=2, leave=3, replace_rows=2, set_status=3, move_status=2, give_status=1, delete_status=3,
                  end=6, arrive=3, record_status=5, record_period=3, be_absent=6,
                  change_seats=3, move_seats=3, change_mission=1, insert_posting=1, delete_posting=1, exchange_posting=2, exchange_posting_key=1, exchange_person=1,
                  change_country=1, move_mission=2, exchange_mission=1, change_area=1, change_program=1, change_site=1, change_goal=2, change_goal_country=1,
                  change_goal_key=1, exchange_goal=1, new_goal=1, change_frozen_goal=1, change_milestone=1)

    def skips(self, name):
        return self.skip is not None and self.skip.fullmatch(name) is not None

    def one(self):
        names = [name for name in self.SINGLE if not self.skips(name) and (self.size.goals or name not in ('change_goal', 'new_goal'))]
        name, = self.random.choices(names, [self.SINGLE[name] for name in names])
        made = getattr(self, name)()
        return Step(name, *(made if isinstance(made, tuple) else (made,)))

    def several(self):
        names = dict(close=2, swap=1, succeed=2, open=1, clear=1, linger=3, fact_and_plan=4, goal_moves=1 if self.size.goals else 0)
        names = {name: weight for name, weight in names.items() if weight and not self.skips(name)}
        name, = self.random.choices(list(names), names.values())
        return getattr(self, name)()

    def pause(self):
        return Step('pause', f'SELECT pg_sleep({self.random.random() / 40:.4f})')

    def set_constraints(self):
        which = self.one_of('ALL', 'ALL', *self.constraints)
        when = 'DEFERRED' if self.skips('immediate') else self.one_of('DEFERRED', 'DEFERRED', 'IMMEDIATE')
        return Step('set constraints', f'SET CONSTRAINTS {which} {when}')

    def put_in(self, steps, step):
        steps.insert(self.random.randint(0, len(steps)), step)

    def with_savepoints(self, steps):
        """Some of the steps after a savepoint, and some of those again."""
        if len(steps) < 1 or self.chance(0.5):
            return steps
        first = self.random.randrange(len(steps))
        upto = self.random.randint(first + 1, len(steps))
        return [*steps[:first], Block(self.with_savepoints(steps[first:upto]), self.chance(0.6)), *steps[upto:]]

    def steps(self):
        steps = [self.one() for _ in range(self.random.randint(1, 4))] if self.chance(0.75) else self.several()
        if self.chance(0.1):
            steps = [*steps, *self.several()]
        for _ in range(self.one_of(0, 1, 1, 2)):
            self.put_in(steps, self.set_constraints())
        if self.chance(0.6):
            self.put_in(steps, self.pause())
        steps = self.with_savepoints(steps)
        if self.chance(0.25):
            steps = [Block([step]) if isinstance(step, Step) else step for step in steps]
        if self.chance(0.1):
            name = self.one_of('lock_timeout', 'statement_timeout')
            self.put_in(steps, Step('timeout', f"SET LOCAL {name} = '{self.one_of(1, 3, 10, 30)}ms'"))
        return steps

    def transaction(self, levels):
        """Some are one statement; the others pause somewhere, with locks held and a snapshot that grows old."""
        level = self.random.choice(levels)
        alone = self.chance(0.35)
        steps = [self.one()] if alone else self.steps()
        ending = self.random.choices(('commit', 'rollback', 'prepare'), (85, 5, 0 if self.skips('prepare') else 10))[0]
        if alone and steps[0].name != 'copy':
            return Transaction(steps)
        return Transaction(steps, f'BEGIN ISOLATION LEVEL {level}', ending)


KINDS = "'embassy'", "'embassy'", "'consulate'", "'organization'"


class ManagersStatements(Statements):
    """What only a manager does: grants waivers, and where they are withdrawn, withdraws and changes them."""

    OF_POSTINGS = 'AT-101', 'AT-103', 'AT-106', 'AT-107', 'AT-304', 'AT-203', 'AT-204'
    OF_TENURES = 'AT-105', 'AT-201', 'AT-202', 'AT-205', 'AT-206', 'AT-207'
    MOST = 24       # at a time: a row that has a waiver cannot go

    def days(self):
        first, length = self.random.randrange(-10, 20) * 30 - self.one_of(0, 0, 15), self.one_of(1, 60, 200, 500)
        return f'daterange({TODAY} + {first}, {self.one_of("NULL", *[f"{TODAY} + {first + length}"] * 4)})'

    def subject(self):
        """A rule, what it is waived for, and when. Where waivers stay, those alone that go with the assignments when these are loaded anew."""
        number = self.random.random()
        if self.size.withdrawn and number < 0.1:
            return 'AT-305', 'goal_id', '11', f'daterange({TODAY} - 1, NULL)'
        if self.size.withdrawn and number < 0.2:
            return 'AT-306', 'goal_id', '10', self.days()
        if number < 0.35:
            return *self.one_of(('AT-302', 'goal_id', str(self.one_of(4, 6, 7, 9))), ('AT-303', 'goal_id', str(self.one_of(5, 8)))), self.days()
        if number < 0.6:
            rules = self.OF_POSTINGS if self.size.withdrawn else self.OF_POSTINGS[5:]
            return self.one_of(*rules), 'posting_id', str(self.posting()), self.days()
        subject, key = self.one_of(('posting_id', self.posting()), ('representative_id', self.person()), ('assignment_id', self.assignment()))
        return self.one_of(*self.OF_TENURES), subject, str(key), self.days()

    def grant(self):
        rule, subject, key, during = self.subject()
        return (f"INSERT INTO waiver (rule_id, {subject}, during, reference) SELECT '{rule}', {key}, {during}, 'paper ' || {self.word()} "
                f'WHERE (SELECT count(*) FROM waiver) < {self.MOST}')

    def some(self):
        return f'waiver_id % 5 = {self.random.randrange(5)}'

    def withdraw(self):
        return f'DELETE FROM waiver WHERE {self.some()}'

    def change(self):
        rule, subject, key, during = self.subject()
        what = self.one_of(f'during = {during}', f"rule_id = '{rule}'", f'{subject} = {key}')
        return f'UPDATE waiver SET {what} WHERE {subject} IS NOT NULL AND {self.some()}'

    def transaction(self, levels):
        names = dict(grant=4, rest=12, **(dict(withdraw=1, change=1) if self.size.withdrawn else {}))
        name, = self.random.choices(list(names), names.values())
        if name == 'rest':
            return Transaction([Step('rest', f'SELECT pg_sleep({self.random.random() / 10:.4f})')])
        steps = [Step(name, getattr(self, name)())]
        if self.chance(0.5):
            return Transaction(steps)
        if self.chance(0.5):
            steps.append(self.pause())
        ending = self.random.choices(('commit', 'rollback', 'prepare'), (8, 1, 0 if self.skips('prepare') else 1))[0]
        return Transaction(steps, f'BEGIN ISOLATION LEVEL {self.random.choice(levels)}', ending)


class OwnersStatements(Statements):
    """What only the owner does: loads in bulk, rewrites tables, turns all goals on and off."""

    def rows(self, fault):
        """Tours that keep to all rules, but for one."""
        lines = ''
        for posting in self.random.sample(range(1, self.size.postings + 1), self.random.randint(4, self.size.postings)):
            first = self.random.randint(-200, 0)
            lines += f'{posting}\t{posting}\t{posting}\ttour\t[{self.iso(first)},{self.iso(first + self.one_of(300, 500, 700))})\t\\N\t\\N\n'
        if fault:
            posting = self.posting()
            lines += self.one_of(f'{self.size.assignments}\t{posting}\t{self.size.people}\ttour\t[{self.iso(-3000)},{self.iso(-2900)})\t\\N\t\\N\n',
                                 f'{self.size.assignments}\t{posting}\t{self.size.people}\ttdy\t[{self.iso(0)},{self.iso(190)})\t\\N\t\\N\n')
        return lines

    def load(self, options=' (FREEZE)'):
        """TRUNCATE and COPY in one transaction, with or without FREEZE, and some change of the rows."""
        deferred = [Step('set constraints', 'SET CONSTRAINTS ALL DEFERRED')] if self.chance(0.6) else []
        after = self.one_of([], [Step('load', "UPDATE assignment SET mark = NULL WHERE assignment_id % 2 = 1")],
                            [Step('load', 'UPDATE assignment SET mark = NULL')], [Step('load', f'DELETE FROM assignment WHERE posting_id = {self.posting()}')],
                            [Step('load', 'UPDATE posting SET seats = 1')])
        return [Step('load', 'TRUNCATE assignment, waiver'), *deferred,
                Step('load', f'COPY assignment {self.COLUMNS} FROM STDIN{options}', self.rows(self.chance(0.3))), *after]

    def load_plainly(self):
        return self.load('')

    def load_places(self):
        table, lines = self.one_of(
            ('posting_area (posting_id, country)', ''.join(f'{self.posting()}\t{country}\n' for country in self.random.sample(COUNTRIES, 3))),
            ('mission_change (mission_id, effective_day, country)',
             ''.join(f'{mission}\t{self.iso(self.random.randint(-100, 200))}\t{self.country()}\n' for mission in self.random.sample(range(1, 13), 4))),
            ('posting_program (posting_id, program)', ''.join(f'{posting}\tCSI\n' for posting in self.random.sample(range(1, 11), 6))),
            ('goal_country (goal_id, country)', ''.join(f'6\t{country}\n' for country in self.random.sample(COUNTRIES, 6))))
        return [Step('load places', f'TRUNCATE {table.split()[0]}'), Step('load places', f'COPY {table} FROM STDIN (FREEZE)', lines)]

    def rewrite(self):
        """A change of a table that writes all its rows anew, and a change of what counts."""
        table, column = self.one_of(('assignment', 'mark'), ('posting_status_change', 'mark'), ('posting', 'note'), ('mission', 'note'), ('mission_change', 'note'), ('goal', 'note'))
        first = self.one_of(f'ALTER TABLE {table} ALTER {column} TYPE text USING {column} || \'\'', f'CLUSTER {table} USING {table}_pkey')
        if table == 'goal':
            return [Step('rewrite', first), Step('rewrite', self.one_of(self.change_frozen_goal(), self.lose()))]
        return [Step('rewrite', first), *self.one_of([self.losing()], [self.losing(), self.one()], [Step('insert', self.insert())],
                                                     [Step('insert_many', self.insert_many())])]

    def turn_goals(self):
        return [Step('turn goals', self.one_of(
            'UPDATE goal SET enforced = false WHERE during IS NOT NULL', *["UPDATE goal SET enforced = false WHERE kind = 'floor'"] * 2,
            "UPDATE goal SET enforced = kind = 'ceiling' WHERE during IS NOT NULL",
            *[f"UPDATE goal SET enforced = true, target = {self.random.randint(4, 8)} WHERE goal_id = 4"] * 2,
            *['UPDATE goal SET enforced = true, target = greatest((SELECT count(DISTINCT country) FROM presence_on(current_date)), 1) '
              'WHERE goal_id = 4'] * 3,
            f"UPDATE goal SET enforced = true, target = {self.random.randint(6, 9)} WHERE goal_id = 5",
            f"UPDATE goal SET enforced = true, target = {self.random.randint(3, 7)} WHERE goal_id IN (6, 7, 12)",
            self.change_goal()))]

    def rest(self):
        """So that others notice what is on and off."""
        return [Step('rest', f'SELECT pg_sleep({self.random.random() / 15:.4f})')]

    def fill(self):
        """Half of the postings are active, and held by two, so that there is something to lose."""
        half = self.one_of(0, 1)
        tenure = f'daterange({TODAY} - 100, {TODAY} + {self.one_of(300, 500)})'
        return [Step('fill', 'SET CONSTRAINTS ALL DEFERRED'),
                Step('fill', f'DELETE FROM posting_status_change WHERE posting_id % 2 = {half} AND effective_day > {TODAY} - 2000'),
                Step('fill', f'DELETE FROM assignment WHERE posting_id % 2 = {half} OR representative_id % 2 = {half} '
                             f'OR representative_id > {self.size.postings}'),
                Step('fill', f'UPDATE posting SET seats = 2, note = NULL WHERE posting_id % 2 = {half}'),
                Step('fill', f'INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) SELECT 1000 + i, i, i, {tenure} '
                             f'FROM generate_series(1, {self.size.postings}) AS i WHERE i % 2 = {half} '
                             f'UNION ALL SELECT 2000 + i, i, {self.size.postings} + (i + 1) / 2, {tenure} '
                             f'FROM generate_series(1, {self.size.postings}) AS i WHERE i % 2 = {half}')]

    def transaction(self, levels):
        names = dict(load=3, load_plainly=1, load_places=1, rewrite=3, turn_goals=5, fill=4, rest=8)
        names = {name: weight for name, weight in names.items() if not self.skips(name)}
        name, = self.random.choices(list(names), names.values())
        steps = getattr(self, name)()
        if name == 'rest' or name == 'turn_goals' and self.chance(0.5):
            return Transaction(steps)
        level = 'READ COMMITTED' if 'FREEZE' in ''.join(map(str, steps)) else self.random.choice(levels)
        return Transaction(steps, f'BEGIN ISOLATION LEVEL {level}', self.random.choices(('commit', 'rollback'), (9, 1))[0])
