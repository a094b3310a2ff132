"""Judges every transaction by what it committed.

The server decodes its log with test_decoding: the rows that each transaction
wrote, in the order in which they were committed. Here they are written once
more, into plain dictionaries, and after each transaction all rules that it can
have touched are looked at. So a violation is found that the next transaction
would have healed, and the transaction that committed it is known. Floors,
ceilings and frozen goals, which are about changes, can be seen only so.

A transaction may leave a day that breaks a rule if that broke it before, or if a
waiver lets it pass that could be read at some moment of the transaction. A floor or
ceiling may be broken by what is a fact; a plan that takes part in it may not.

A set of days is a number with a bit for each, so that nothing here works as the
rules do.
"""
import datetime
import re
from collections import defaultdict, deque

BASE = datetime.date.today().toordinal() - 6000
SPAN = 14000
ALWAYS = (1 << SPAN) - 1
NEVER_ENDS = BASE + SPAN

NEXT = {'proposed': 'requested withdrawn', 'requested': 'approved denied withdrawn', 'approved': 'active withdrawn',
        'active': 'suspended closing closed', 'suspended': 'active closing closed', 'closing': 'active suspended closed',
        'closed': '', 'denied': '', 'withdrawn': ''}
ENDED = {'CS': datetime.date(2006, 9, 26).toordinal()}    # the last day of each country that may be told of and is no more
OPEN, COUNTS = {'active', 'suspended', 'closing'}, {'active', 'closing'}


def mask(first, upto):
    """The days from one on, and before another."""
    first, upto = max(first - BASE, 0), min(upto - BASE, SPAN)
    return ((1 << (upto - first)) - 1) << first if first < upto else 0


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


def period(text):
    lower, upper = text[1:-1].split(',')
    return (day(lower) if lower else BASE), (day(upper) if upper else NEVER_ENDS)


def first_of(days):
    return datetime.date.fromordinal(BASE + (days & -days).bit_length() - 1)


def months_later(ordinal, months):
    """As SQL has it: the last day of a month that has no such day."""
    date = datetime.date.fromordinal(ordinal)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    following = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1).toordinal() + date.day - 1, following.toordinal() - 1)


# --- Numbers of things, day by day: a list of sets of days, one for each binary digit

def total(sets):
    digits = []
    for days in sets:
        for i, digit in enumerate(digits):
            digits[i], days = digit ^ days, digit & days
        if days:
            digits.append(days)
    return digits


def number_on(digits, days):
    """What the number is on the first of some days."""
    return sum((digit & days & -days != 0) << i for i, digit in enumerate(digits))


def constant(number):
    return [ALWAYS if number >> i & 1 else 0 for i in range(number.bit_length())]


def less(a, b):
    """The days on which a is less than b."""
    result, equal = 0, ALWAYS
    for i in reversed(range(max(len(a), len(b)))):
        x, y = (a[i] if i < len(a) else 0), (b[i] if i < len(b) else 0)
        result |= equal & ~x & y
        equal &= ~(x ^ y)
    return result


def stays(assignments):
    """Of one person at one posting and of one kind: those that touch or overlap, as first day, end, extended."""
    result = []
    for row in sorted(assignments, key=lambda row: row.tenure):
        first, upto = row.tenure
        if result and first <= result[-1][1]:
            result[-1] = result[-1][0], max(upto, result[-1][1]), result[-1][2] or row.extension is not None
        else:
            result.append((first, upto, row.extension is not None))
    return result


class Fault:
    """
    Days that break a rule: in what it would be the same fault before, and what it can be waived for. If it was there before, it
    excuses these days, or those that are given.
    """

    def __init__(self, rule, scope, days, subjects, words, may_stay=False, excuses=None):
        self.rule, self.scope, self.days, self.subjects, self.words, self.may_stay = rule, scope, days, subjects, words, may_stay
        self.excuses = days if excuses is None else excuses


class Waived:
    """A waiver as it was from one transaction on, None for always, and until another."""

    def __init__(self, days, granted):
        self.days, self.granted, self.withdrawn = days, granted, None


# --- Facts

def is_fact(kind, table, old, new, today):
    """Whether a row that a transaction leaves is a fact for a floor or a ceiling. What it wrote over is None for a new one."""
    if new is None:
        return False
    if table in ('posting_status_change', 'mission_change'):
        of = 'posting_id' if table == 'posting_status_change' else 'mission_id'
        came = old is None or (old.effective_day <= today and getattr(old, of) == getattr(new, of))
        return came and new.effective_day <= today and new.reason is not None
    if table not in ('assignment', 'posting_program', 'posting_area', 'posting_site'):
        return False
    noted = new.note is not None and (old is None or old.note != new.note)
    first, upto = new.tenure if table == 'assignment' else new.during
    has_begun, has_ended = first <= today, upto - 1 <= today
    if table == 'assignment' and kind == 'floor':
        same = old is None or (old.posting_id, old.representative_id, old.kind, old.tenure[0]) == (new.posting_id, new.representative_id, new.kind, first)
        return has_ended and new.ended_as is not None and same
    if table == 'assignment':
        return has_begun and noted and (old is None or (old.tenure[0] > today and old.tenure[1] == upto))
    if kind == 'ceiling':
        return has_begun and noted and old is None
    fixed = [column for column in COLUMNS[table] if column not in ('during', 'note')]
    only_ends = old is None or (old.during[0] == first and all(getattr(old, column) == getattr(new, column) for column in fixed))
    return has_ended and noted and only_ends


# --- Rows

COLUMNS = {
    'assignment': {'posting_id': int, 'representative_id': int, 'kind': str, 'tenure': period, 'extension': str, 'ended_as': str, 'note': str},
    'role': {'mission_kinds': str},
    'posting': {'mission_id': int, 'role': str, 'seats': int},
    'posting_status_change': {'posting_id': int, 'effective_day': day, 'status': str, 'reason': str, 'taken_over_from': str},
    'posting_seats_change': {'posting_id': int, 'effective_day': day, 'seats': int},
    'mission': {'kind': str, 'country': str, 'covers_host': str},
    'mission_change': {'mission_id': int, 'effective_day': day, 'kind': str, 'country': str, 'covers_host': str, 'reason': str},
    'posting_area': {'posting_id': int, 'country': str, 'program': str, 'during': period, 'note': str},
    'posting_program': {'posting_id': int, 'program': str, 'during': period, 'note': str},
    'posting_site': {'posting_id': int, 'site_id': int, 'program': str, 'during': period, 'note': str},
    'site': {'country': str},
    'goal': {'name': str, 'kind': str, 'counts': str, 'program': str, 'role': str, 'accredited': str, 'tdy': str,
             'target': float, 'due_day': day, 'during': period, 'enforced': str, 'baseline': float, 'baseline_day': day},
    'absence': {'representative_id': int, 'during': period},
    'goal_country': {'goal_id': int, 'country': str},
    'goal_site': {'goal_id': int, 'site_id': int},
    'goal_milestone': {'goal_id': int, 'day': day, 'target': float},
    'waiver': {'rule_id': str, 'assignment_id': int, 'posting_id': int, 'representative_id': int, 'goal_id': int, 'during': period},
}
SUBJECTS = 'assignment_id', 'posting_id', 'representative_id', 'goal_id'
GOAL_TABLES = 'goal', 'goal_country', 'goal_site', 'goal_milestone'
COLUMN = re.compile(r"(\w+|\"[^\"]+\")\[((?:[^\[\]]|\[\])*)\]:('(?:[^']|'')*'|\S+)")


class Row:
    """A row's columns as attributes, and its key as .key."""

    def __init__(self, table, key_columns, values):
        """From a dict of columns to text, or None."""
        self.key = tuple(values[column] for column in key_columns)
        if len(self.key) == 1 and self.key[0].isdigit():
            self.key = int(self.key[0])
        for column, convert in COLUMNS[table].items():
            value = values.get(column)
            setattr(self, column, None if value is None else convert(value))

    def __eq__(self, other):
        return isinstance(other, Row) and vars(self) == vars(other)

    def __repr__(self):
        return f'{vars(self)}'


class Transaction:
    """
    What one transaction wrote: changes are [registry, table, key, old row, new row],
    and rows what it left of each row, however often it wrote it: [registry, table,
    key before, row before, key, row], None for what was or is not there.
    """

    def __init__(self):
        self.label, self.begun_at, self.told_at, self.known_at, self.day = None, None, None, None, 0
        self.is_race = False
        self.excuses = set()        # why it may break a rule: a waiver, a fact
        self.changes, self.rows = [], []

    def written(self):
        return {(registry.name, table, key) for registry, table, key, _, _ in self.changes}

    def came_after(self, other):
        """Whether all of it came when another was known to have ended."""
        return None not in (self.begun_at, other.known_at) and other.known_at < self.begun_at


class Registry:
    def __init__(self, name, key_columns):
        self.name, self.key_columns = name, key_columns
        self.rows = {table: {} for table in COLUMNS}
        self.covers, self.held = {}, {}
        self.waivers = defaultdict(list)     # (rule, column of the subject, its key): as they were, one after the other

    def where(self, table, column, value):
        return [row for row in self.rows[table].values() if getattr(row, column) == value]

    def put(self, table, key, row):
        rows = self.rows[table]
        if table in ('assignment', 'posting_status_change'):
            for changed in filter(None, (row, rows.get(key))):
                self.held.pop(changed.posting_id, None)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
        self.covers.clear()

    # --- What is waived

    @staticmethod
    def subject(waiver):
        column, = (column for column in SUBJECTS if getattr(waiver, column) is not None)
        return waiver.rule_id, column, getattr(waiver, column)

    def grant(self, waiver, transaction=None):
        self.waivers[self.subject(waiver)].append(Waived(mask(*waiver.during), transaction))

    def withdraw(self, waiver, transaction):
        days = mask(*waiver.during)
        next(waived for waived in self.waivers[self.subject(waiver)] if waived.withdrawn is None and waived.days == days).withdrawn = transaction

    def waived(self, transaction, rule, subjects, surely=False):
        """The days on which a rule is waived for any of some subjects: as the transaction may have read, or must have."""
        days = 0
        for column, key in subjects:
            for waived in self.waivers.get((rule, column, key), ()):
                if surely:
                    is_there = waived.withdrawn is None and (waived.granted is None or transaction.came_after(waived.granted))
                else:
                    is_there = waived.withdrawn is None or not transaction.came_after(waived.withdrawn)
                days |= waived.days if is_there else 0
        return days

    # --- What is a rule of all data

    def touched(self, changes):
        """The keys of postings, people, goals and absences that the changes can have brought a fault to."""
        postings, people, goals, absences = set(), set(), set(), set()
        for _, table, key, *rows in changes:
            for row in filter(None, rows):
                if table == 'posting':
                    postings.add(key)
                if table in ('assignment', 'posting_status_change', 'posting_seats_change', 'posting_area'):
                    postings.add(row.posting_id)
                if table in ('mission', 'mission_change'):
                    postings.update(posting.key for posting in self.where('posting', 'mission_id', key if table == 'mission' else row.mission_id))
                if table == 'assignment':
                    people.add(row.representative_id)
                if table == 'absence':
                    absences.add(key)
                if table == 'goal':
                    goals.add(key)
                if table == 'goal_milestone':
                    goals.add(row.goal_id)
        return sorted(postings), sorted(people), sorted(goals), sorted(absences)

    def faults(self, touched):
        """All that is wrong with some postings, people, goals and absences."""
        postings, people, goals, absences = touched
        for posting in postings:
            yield from self.faults_of_posting(posting)
        for person in people:
            yield from self.faults_of_person(person)
            yield from self.faults_of_stays(person)
        for absence in absences:
            if absence in self.rows['absence']:
                yield from self.faults_of_absence(absence, self.rows['absence'][absence])
        for goal in goals:
            if goal in self.rows['goal']:
                yield from self.faults_of_goal(goal, self.rows['goal'][goal])

    @staticmethod
    def subjects_of(*assignments):
        """What a rule about tenures can be waived for."""
        return [subject for row in assignments
                for subject in (('assignment_id', row.key), ('posting_id', row.posting_id), ('representative_id', row.representative_id))]

    def history(self, posting):
        """Its changes of status, and the days on which each holds."""
        changes = sorted(self.where('posting_status_change', 'posting_id', posting), key=lambda change: change.effective_day)
        ends = [change.effective_day for change in changes[1:]] + [NEVER_ENDS]
        return [(change, mask(change.effective_day, end)) for change, end in zip(changes, ends)]

    def faults_of_posting(self, posting):
        active = suspended = open_days = 0
        before, closings = None, []
        own = [('posting_id', posting)]
        for change, days in self.history(posting):
            first = mask(change.effective_day, change.effective_day + 1)
            scope = posting, change.effective_day, change.status
            if before is None and change.status != 'proposed' and change.taken_over_from is None:
                yield Fault('AT-101', scope, first, own, f'posting {posting} starts as {change.status}')
            if before is not None and change.status not in NEXT[before].split():
                yield Fault('AT-103' if NEXT[before] else 'AT-106', scope, first, own, f'posting {posting}: {before} becomes {change.status}')
            before = change.status
            active |= days if change.status == 'active' else 0
            suspended |= days if change.status == 'suspended' else 0
            open_days |= days if change.status in OPEN else 0
            closings += [change.effective_day] if change.status not in OPEN else []
        people = defaultdict(int)
        for assignment in self.where('assignment', 'posting_id', posting):
            first, upto = assignment.tenure
            scope, subjects = (posting, assignment.key), self.subjects_of(assignment)
            start = mask(first, first + 1)
            if not start & (active | (suspended if assignment.kind == 'tdy' else 0)):
                yield Fault('AT-201', scope, start, subjects, f'assignment {assignment.key} starts when posting {posting} does not admit it')
            closed = mask(min((day for day in closings if day > first), default=upto), upto) & ~open_days
            if closed:
                yield Fault('AT-105', scope, closed, subjects, f'assignment {assignment.key} runs when posting {posting} is closed')
            if assignment.kind != 'acting':  # who acts takes no seat
                people[assignment.representative_id] |= mask(first, upto)
        yield from self.faults_of_seats(posting, total(people.values()))
        yield from self.faults_of_place(posting, open_days)

    def faults_of_place(self, posting, open_days):
        """Where the role does not belong, and countries that have ended."""
        row, own = self.rows['posting'].get(posting), [('posting_id', posting)]
        if row is None or row.mission_id not in self.rows['mission']:
            return
        belongs, misplaced, ended = self.rows['role'][(row.role,)].mission_kinds, 0, 0
        for kind, _, _, days in self.standings(row.mission_id):
            misplaced |= 0 if belongs is None or kind in belongs.strip('{}').split(',') else days & open_days
        for _, country, days in self.reach(posting, row, 'country', None, 't'):
            if country in ENDED:
                ended |= days & self.held_days(posting, True) & mask(ENDED[country] + 1, NEVER_ENDS)
        if misplaced:
            yield Fault('AT-107', posting, misplaced, own, f'posting {posting} is open where its role does not belong')
        if ended:
            yield Fault('AT-304', posting, ended, own, f'posting {posting} covers a country that has ended')

    def faults_of_seats(self, posting, headcount):
        """That three are above the seats is worse than that two are."""
        if not headcount:
            return
        if posting not in self.rows['posting']:
            yield Fault('none', posting, ALWAYS, [], f'there is no posting {posting}')
            return
        own, above = [('posting_id', posting)], 1
        while crowded := less(self.seats(posting, above), headcount):
            above += 1
            yield Fault('AT-203', (posting, above), crowded, own, f'posting {posting} has {above} people more than seats')
        run = less(self.seats(posting, 0), headcount)
        for _ in range(30):
            run &= run >> 1
        if run:
            yield Fault('AT-204', posting, run << 30 & ALWAYS, own, f'posting {posting} has had more people than seats for 30 days')

    def seats(self, posting, more):
        """How many there are day by day, and some more."""
        changes = sorted(self.where('posting_seats_change', 'posting_id', posting), key=lambda change: change.effective_day)
        steps = [(BASE, self.rows['posting'][posting].seats), *((change.effective_day, change.seats) for change in changes)]
        ends = [first for first, _ in steps[1:]] + [NEVER_ENDS]
        digits = [0] * max((seats + more).bit_length() for _, seats in steps)
        for (first, seats), upto in zip(steps, ends):
            for i in range(len(digits)):
                digits[i] |= mask(first, upto) if seats + more >> i & 1 else 0
        return digits

    def faults_of_person(self, person):
        assignments = self.where('assignment', 'representative_id', person)
        for i, assignment in enumerate(assignments):
            days = mask(*assignment.tenure)
            if assignment.kind == 'acting':
                elsewhere = 0
                for own in assignments:
                    if own.kind != 'acting' and own.posting_id != assignment.posting_id:
                        elsewhere |= mask(*own.tenure)
                if days & ~elsewhere:
                    yield Fault('AT-205', (person, assignment.key), days & ~elsewhere, self.subjects_of(assignment),
                                f'assignment {assignment.key} has nothing elsewhere')
                continue
            for other in assignments[:i]:
                if other.kind == assignment.kind and days & mask(*other.tenure):
                    yield Fault('AT-202', (person, assignment.kind), days & mask(*other.tenure), self.subjects_of(assignment, other),
                                f'person {person} has two of kind {assignment.kind}, {assignment.key} and {other.key}')

    def faults_of_absence(self, key, absence):
        """
        Of those that were written: an assignment that ends sooner leaves the others behind. Of one without an end only the first
        day counts; but whoever gives it an end makes it no longer.
        """
        first, upto = absence.during
        held = 0
        for assignment in self.where('assignment', 'representative_id', absence.representative_id):
            held |= mask(*assignment.tenure)
        outside = mask(first, upto) & ~held
        if outside:
            yield Fault('AT-209', (key, absence.representative_id), outside & mask(first, first + 1) if upto == NEVER_ENDS else outside,
                        [('representative_id', absence.representative_id)], f'absence {key} is from nothing', excuses=outside)

    def faults_of_stays(self, person):
        """One that is too long may end, and a tour without an end at any time."""
        together = defaultdict(list)
        for row in self.where('assignment', 'representative_id', person):
            if row.kind != 'acting':
                together[row.posting_id, row.kind].append(row)
        for (posting, kind), rows in together.items():
            for first, upto, extended in stays(rows):
                limit = first + 180 if kind == 'tdy' else months_later(first, 60 if extended else 36)
                if upto > limit:
                    of_stay = [row for row in rows if row.tenure[0] < upto and first < row.tenure[1]]
                    yield Fault('AT-206' if kind == 'tour' else 'AT-207', (person, posting, kind), mask(limit, upto), self.subjects_of(*of_stay),
                                f'person {person} is too long at posting {posting}, {kind}', kind == 'tour' and upto == NEVER_ENDS)

    def faults_of_goal(self, key, goal):
        least, since = goal.baseline or 0, goal.baseline_day or 0
        for milestone in sorted(self.where('goal_milestone', 'goal_id', key), key=lambda milestone: milestone.day):
            if (goal.due_day is None or not since < milestone.day < goal.due_day or not least <= milestone.target <= goal.target):
                yield Fault('AT-306', key, mask(milestone.day, milestone.day + 1), [('goal_id', key)], f'goal {key} has a milestone {milestone.target:.0f}')
            least = milestone.target

    # --- What is a rule of changes

    def goals(self):
        return {goal.name: goal for goal in self.rows['goal'].values()}

    def countries(self, goal):
        return frozenset(row.country for row in self.where('goal_country', 'goal_id', goal.key))

    def sites(self, goal):
        return frozenset(row.site_id for row in self.where('goal_site', 'goal_id', goal.key)) if goal.counts == 'site' else frozenset()

    def question(self, goal):
        """What a floor or ceiling counts."""
        return (goal.counts, goal.program, goal.role, goal.accredited, goal.tdy, self.countries(goal), self.sites(goal))

    def asked(self, goal):
        """All that it asks for."""
        milestones = frozenset((row.day, row.target) for row in self.where('goal_milestone', 'goal_id', goal.key))
        return (goal.kind, self.question(goal), goal.target, goal.due_day, goal.during, goal.enforced, goal.baseline,
                goal.baseline_day, milestones)

    def held_days(self, posting, tdy):
        """The days on which a posting is held and counts: by whomever, or not by people on temporary duty."""
        if posting not in self.held:
            counting, days = 0, [0, 0]
            for change, period_of in self.history(posting):
                counting |= period_of if change.status in COUNTS else 0
            for assignment in self.where('assignment', 'posting_id', posting):
                days[assignment.kind == 'tdy'] |= mask(*assignment.tenure) & counting
            self.held[posting] = days
        tours, short = self.held[posting]
        return tours | short if tdy else tours

    def standings(self, key):
        """What a mission is: kind, country, whether it covers its host, and the days."""
        mission = self.rows['mission'][key]
        now, since = [mission.kind, mission.country, mission.covers_host], BASE
        for change in sorted(self.where('mission_change', 'mission_id', key), key=lambda change: change.effective_day):
            yield *now, mask(since, change.effective_day)
            said = change.kind, change.country, change.covers_host
            now, since = [new if new is not None else old for old, new in zip(now, said)], change.effective_day
        yield *now, mask(since, NEVER_ENDS)

    def reach(self, posting, row, counts, program, accredited):
        """What it covers while it is held: countries or sites, and the days."""
        if counts == 'site':
            for served in self.where('posting_site', 'posting_id', posting):
                if program in (None, served.program):
                    yield served.site_id, self.rows['site'][served.site_id].country, mask(*served.during)
            return
        runs = ALWAYS
        if program is not None:
            runs = 0
            for run in self.where('posting_program', 'posting_id', posting):
                runs |= mask(*run.during) if run.program == program else 0
        areas = self.where('posting_area', 'posting_id', posting) if accredited == 't' else []
        for kind, country, covers_host, days in self.standings(row.mission_id):
            if kind == 'organization':
                continue
            if covers_host == 't':
                yield country, country, runs & days
            for area in areas:
                if None in (program, area.program) or program == area.program:
                    yield area.country, area.country, runs & days & mask(*area.during)

    def cover(self, question):
        """On which days which posting covers which country or site that counts."""
        if question not in self.covers:
            counts, program, role, accredited, tdy, countries, sites = question
            covered = defaultdict(int)
            for posting, row in self.rows['posting'].items():
                held = self.held_days(posting, tdy == 't')
                if not held or role not in (None, row.role):
                    continue
                for unit, country, days in self.reach(posting, row, counts, program, accredited):
                    if (not countries or country in countries) and (not sites or unit in sites):
                        covered[posting, unit] |= held & days
            self.covers[question] = covered, self.measure(covered)
        return self.covers[question]

    @staticmethod
    def measure(covered):
        """How many countries or sites are covered, day by day."""
        units = defaultdict(int)
        for (_, unit), days in covered.items():
            units[unit] |= days
        return total(units.values())

    def limits(self):
        """The floors and ceilings that are enforced: goal, question, cover and measure."""
        result = {}
        for name, goal in self.goals().items():
            if goal.kind in ('floor', 'ceiling') and goal.enforced == 't':
                question = self.question(goal)
                result[name] = goal, question, *self.cover(question)
        return result

    def frozen(self, today):
        """What each goal asks for that was due: its key, its name, and that."""
        result = []
        for name, goal in self.goals().items():
            due = goal.due_day if goal.due_day is not None else goal.during[1] - 1
            if due < today:
                result.append((goal.key, name, self.asked(goal)))
        return result

    def breaches(self, before, transaction):
        """
        A limit was in force before and after, asks the same, and what counts is beyond
        it, and further than before: on days that are not waived, and not by facts alone.
        """
        rows = [row for row in transaction.rows if row[0] is self]
        moved = ' (a goal changed in the same transaction)' if any(table in GOAL_TABLES for _, table, *_ in rows) else ''
        for name, (goal, question, cover, measure) in self.limits().items():
            was, question_then, cover_then, measure_then = before.get(name, (None, None, None, None))
            if was is None or question != question_then or was.kind != goal.kind:
                continue
            days = mask(transaction.day, NEVER_ENDS) & mask(*was.during) & mask(*goal.during)
            if goal.kind == 'floor':
                rule = 'AT-302'
                days &= less(measure, constant(int(min(goal.target, was.target)))) & less(measure, measure_then)
            else:
                rule = 'AT-303'
                days &= less(constant(int(max(goal.target, was.target))), measure) & less(measure_then, measure)
            if days and days & ~self.waived(transaction, rule, [('goal_id', goal.key)]) != days:
                transaction.excuses.add('waiver')
            days &= ~self.waived(transaction, rule, [('goal_id', goal.key)])
            if days:
                by_plans = self.days_of_plans(transaction.day, rows, goal.kind, question, cover_then, cover, measure)
                if days & ~by_plans:
                    transaction.excuses.add('fact')
                days &= by_plans
            if days:
                yield (f'{rule} goal "{name}" on {first_of(days)}{moved}: '
                       f'{number_on(measure_then, days)} before, {number_on(measure, days)} after, target {goal.target:.0f}')

    def days_of_plans(self, today, rows, kind, question, before, after, measure):
        """
        The days on which plans take part in what counts: something is covered neither
        more nor less before and with the facts alone, but is with the plans.
        """
        plans = [row for row in rows if not is_fact(kind, row[1], row[3], row[5], today)]
        if len(plans) == len(rows):
            return ALWAYS
        undo = self.without(plans)
        facts, _ = self.cover(question)
        for table, key, row in reversed(undo):
            self.put(table, key, row)
        keys = {*before, *after, *facts}
        if kind == 'floor':
            return less(measure, self.measure({key: after.get(key, 0) | (before.get(key, 0) & facts.get(key, 0)) for key in keys}))
        return less(self.measure({key: after.get(key, 0) & (before.get(key, 0) | facts.get(key, 0)) for key in keys}), measure)

    def without(self, rows):
        """Writes rows as they were; returns how to undo that: table, key, row."""
        undo = []

        def put(table, key, row):
            undo.append((table, key, self.rows[table].get(key)))
            self.put(table, key, row)

        for _, table, _, _, key, new in rows:
            if new is not None:
                put(table, key, None)
        for _, table, key, old, _, _ in rows:
            if old is not None:    # a fact may have its key now
                put(table, ('old', key) if key in self.rows[table] else key, old)
        return undo


class Judge:
    def __init__(self, query, registries):
        """query runs SQL and returns rows; it has to be called before anybody writes."""
        self.query = query
        self.registries = {}
        query("SELECT pg_create_logical_replication_slot('stress', 'test_decoding')")
        for name in registries:
            self.registries[name] = self.read_registry(name)
        self.open, self.recent = None, deque(maxlen=300)
        self.last_of = defaultdict(list)     # client: transactions whose end it may not yet know
        self.transactions = self.changes = self.races = 0
        self.excused = defaultdict(int)     # transactions that may break a rule, by what lets them

    def close(self):
        self.query("SELECT pg_drop_replication_slot('stress')")

    def read_registry(self, name):
        key_columns = {}
        for table in COLUMNS:
            full, *columns = [column for column, in self.query(
                "SELECT (relreplident = 'f')::text FROM pg_class WHERE oid = %s::regclass UNION ALL "
                '(SELECT attname FROM pg_attribute a WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped '
                "AND EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE i.indrelid = a.attrelid AND (c.relreplident = 'f' OR "
                'i.indisprimary AND a.attnum = ANY (i.indkey))) ORDER BY attnum)', (f'{name}.{table}',) * 2)]
            key_columns[table] = [column for column in columns if column in COLUMNS[table]] if full == 'true' else columns
        registry = Registry(name, key_columns)
        for table, rows in self.stored(name, registry).items():
            registry.rows[table] = rows
        for waiver in registry.rows['waiver'].values():
            registry.grant(waiver)
        return registry

    def stored(self, name, registry):
        """What the tables have."""
        result = {}
        for table in COLUMNS:
            columns = sorted({*registry.key_columns[table], *COLUMNS[table]})
            texts = ', '.join(f"CASE WHEN pg_typeof({column}) = 'boolean'::regtype THEN left({column}::text, 1) ELSE {column}::text END"
                              for column in columns)
            rows = [Row(table, registry.key_columns[table], dict(zip(columns, values)))
                    for values in self.query(f'SELECT {texts} FROM {name}.{table}')]
            result[table] = {row.key: row for row in rows}
        return result

    def differences(self):
        """Where the tables have something else than the log: then this judge has not seen everything."""
        for name, registry in self.registries.items():
            for table, rows in self.stored(name, registry).items():
                told = registry.rows[table]
                for key in sorted({*rows, *told}, key=str):
                    if rows.get(key) != told.get(key):
                        yield f'the log and the table {name}.{table} differ at {key}: {told.get(key)}, {rows.get(key)}'

    # --- The log

    def settle(self):
        """Has the server write out the log of what has been committed: no more than that is decoded."""
        self.query('SET synchronous_commit = on')
        self.query("SELECT pg_logical_emit_message(true, 'stress', 'all|')")

    def read(self):
        """What has been committed since; returns violations with their transactions."""
        found = []
        rows = self.query('SELECT (lsn - %s::pg_lsn)::bigint, data FROM pg_logical_slot_get_changes(%s, NULL, 20000, %s, %s, %s, %s)',
                          ('0/0', 'stress', 'include-timestamp', 'on', 'include-xids', 'off'))
        for lsn, line in rows:
            if line == 'BEGIN':
                self.open = Transaction()
            elif line.startswith('COMMIT'):
                self.open.day = day(re.search(r'\(at (\S+)', line)[1])
                found += self.commit(self.open)
                self.open = None
            elif line.startswith('message: '):
                self.message(lsn, line)
            else:
                self.open.changes += self.read_changes(line)
        return found

    def message(self, lsn, line):
        """A transaction says who it is, when it began, and from when on its goals can have been checked; or a client that it begins another."""
        transactional, content = re.search(r'transactional: (\d).* content:(.*)$', line).groups()
        kind, label, *rest = content.split('|')
        if kind == 'told' and self.open.label is None:
            self.open.label = label
            self.open.begun_at, self.open.told_at = ((int(high, 16) << 32) + int(low, 16) for high, low in (at.split('/') for at in rest))
        if kind == 'known':
            for transaction in self.last_of.pop(label, ()):
                transaction.known_at = lsn

    def read_changes(self, line):
        names, rest = re.match(r'table (.*?): (.*)', line).groups()
        action, _, text = rest.partition(': ')
        for full_name in names.split(', '):
            schema, _, table = full_name.partition('.')
            registry = self.registries.get(schema)
            if registry is None or table not in COLUMNS:
                continue
            if action == 'TRUNCATE':
                yield registry, table, action, None, None
                continue
            old_text, _, new_text = text.rpartition('new-tuple: ') if action == 'UPDATE' else (text, '', text)
            old = dict(self.columns(old_text)) if action == 'DELETE' or old_text else None
            new = dict(self.columns(new_text)) if action != 'DELETE' else None
            yield registry, table, action, old, new

    @staticmethod
    def columns(text):
        for name, type_name, value in COLUMN.findall(text):
            if value == 'null':
                yield name, None
            elif type_name == 'boolean':
                yield name, value[0]
            else:
                yield name, value[1:-1].replace("''", "'") if value.startswith("'") else value

    def apply(self, transaction):
        """Applies the changes as they are read, and lists what the transaction wrote, and what it left."""
        changes, left = [], {}       # left: (registry, table, key): key and row before

        def change(registry, table, key, row):
            changes.append((registry, table, key, registry.rows[table].get(key), row))
            registry.put(table, key, row)

        def row_before(registry, table, key):
            return left.pop((registry, table, key), (key, registry.rows[table].get(key)))

        gone = []
        for registry, table, action, old, new in transaction.changes:
            key_columns = registry.key_columns[table]
            new_row = Row(table, key_columns, new) if new is not None else None
            old_keys, before = [], (None, None)
            if action == 'TRUNCATE':
                old_keys = list(registry.rows[table])
            elif action != 'INSERT':
                values = old if old is not None else new
                key = tuple(values[column] for column in key_columns)
                old_keys = [int(key[0]) if len(key) == 1 and key[0].isdigit() else key]
            for key in old_keys:
                before = row_before(registry, table, key)
                if new_row is None:
                    gone.append((registry, table, *before))
                if new_row is None or key != new_row.key:
                    change(registry, table, key, None)
            if new_row is not None:
                change(registry, table, new_row.key, new_row)
                left[registry, table, new_row.key] = before
        transaction.changes = changes
        transaction.rows = [(registry, table, key, old, None, None) for registry, table, key, old in gone if old is not None]
        transaction.rows += [(registry, table, old_key, old, key, registry.rows[table][key]) for (registry, table, key), (old_key, old) in left.items()]
        for registry, table, _, old, _, new in transaction.rows:
            if table == 'waiver' and old is not None:
                registry.withdraw(old, transaction)
            if table == 'waiver' and new is not None:
                registry.grant(new, transaction)

    # --- The judgement

    @staticmethod
    def undo(transaction):
        for registry, table, key, old, _ in reversed(transaction.changes):
            registry.put(table, key, old)

    @staticmethod
    def redo(transaction):
        for registry, table, key, _, new in transaction.changes:
            registry.put(table, key, new)

    def commit(self, transaction):
        touched = {registry.name: registry for registry, *_ in transaction.changes}
        before = {name: registry.limits() for name, registry in touched.items()}
        frozen = {name: registry.frozen(transaction.day) for name, registry in touched.items()}
        self.apply(transaction)
        self.transactions += 1
        self.changes += len(transaction.changes)
        found = []
        for name, registry in touched.items():
            found += self.new_faults(registry, transaction)
            goals = registry.goals()
            for key, goal, asked in frozen[name]:
                if goal in goals and registry.asked(goals[goal]) == asked:
                    continue
                if registry.waived(transaction, 'AT-305', [('goal_id', key)]) & mask(transaction.day, transaction.day + 1):
                    transaction.excuses.add('waiver')
                else:
                    found.append(f'AT-305 goal "{goal}"')
            breaches = list(registry.breaches(before[name], transaction))
            if breaches and self.is_race(transaction):
                self.races += 1
                transaction.is_race = True
            else:
                found += breaches
        for excuse in transaction.excuses:
            self.excused[excuse] += 1
        self.recent.append(transaction)
        if transaction.label is not None:
            self.last_of[transaction.label.rpartition(' ')[0]].append(transaction)
        beside = [other for other in self.beside(transaction) if any(registry.name in touched for registry, *_ in other.changes)]
        return [(transaction.label, f'{list(touched)[0]}: {what}', beside) for what in found]

    def new_faults(self, registry, transaction):
        """
        What is wrong that was not before, and is not waived. What was waived before
        is no excuse for what is not.
        """
        touched = registry.touched([change for change in transaction.changes if change[0] is registry])
        faults = [fault for fault in registry.faults(touched) if not fault.may_stay]
        if not faults:
            return
        self.undo(transaction)
        excused = defaultdict(int)
        for fault in registry.faults(touched):
            excused[fault.rule, fault.scope] |= fault.excuses & ~registry.waived(transaction, fault.rule, fault.subjects, surely=True)
        self.redo(transaction)
        for fault in faults:
            days = fault.days & ~excused[fault.rule, fault.scope]
            rest = days & ~registry.waived(transaction, fault.rule, fault.subjects)
            if rest:
                yield f'{fault.rule} {fault.words} on {first_of(rest)}'
            elif days:
                transaction.excuses.add('waiver')

    def beside(self, transaction):
        """Those before it, latest first, that it need not have seen when its rules were checked."""
        result = []
        for other in reversed(self.recent):
            if other is not transaction and other.known_at is not None and (transaction.told_at or 0) > other.known_at:
                break
            if other is not transaction:
                result.append(other)
        return result

    def is_race(self, transaction):
        """
        Whether the transaction keeps to all limits in an order in which it came
        before some that were committed just before it, and of which it could not
        yet know: then nobody can tell that it did not. Of two that break a floor
        together, one does in either order.
        """
        earlier = []
        written = transaction.written()
        self.undo(transaction)
        harmless = False
        for other in self.beside(transaction):
            if written & other.written():
                break
            self.undo(other)
            earlier.insert(0, other)
            harmless = self.keep_limits([transaction, *earlier])
            if harmless:
                break
        for other in earlier:
            self.redo(other)
        self.redo(transaction)
        return harmless

    def keep_limits(self, order):
        """Applies them; whether none breaks a limit. Leaves them undone."""
        done, kept = [], True
        for transaction in order:
            touched = {registry.name: registry for registry, *_ in transaction.changes}
            before = {name: registry.limits() for name, registry in touched.items()}
            self.redo(transaction)
            done.append(transaction)
            kept = transaction.is_race or not any(list(registry.breaches(before[name], transaction)) for name, registry in touched.items())
            if not kept:
                break
        for transaction in reversed(done):
            self.undo(transaction)
        return kept
