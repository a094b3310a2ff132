"""psycopg 3: text and binary results, text and binary parameters, COPY."""

import base64
from datetime import date

import psycopg
from psycopg.adapt import Dumper
from psycopg.errors import InvalidBinaryRepresentation, InvalidTextRepresentation, UndefinedFunction
from psycopg.pq import Format
from psycopg.types import TypeInfo

import registry
import wire
from tap import ALL, ARRAYS, COLUMNS, LISTS, NULLS, OTHER, ROW, SPELLED, TYPES, VALUES, check, check_error, done

connection = psycopg.connect(autocommit=True)
run = connection.execute
infos = [TypeInfo.fetch(connection, name) for name in TYPES]


def wire_row(values, lists):
    """A row of the sample in binary."""
    return tuple(to_wire(value) for to_wire, value in zip(wire.FORMATS, values)) + tuple(
        wire.array(wire_list(to_wire, items), info.oid) for to_wire, items, info in zip(wire.FORMATS, lists, infos)
    )


def wire_list(to_wire, items):
    return [None if item is None else to_wire(item) for item in items]


def get(where, parameters=(), **options):
    return run(f"SELECT {ALL} FROM sample WHERE {where} ORDER BY id", parameters, **options).fetchall()


def by_index(where, parameters):
    plan = run(f"EXPLAIN (COSTS off) SELECT id FROM sample WHERE {where}", parameters).fetchall()
    return "Index Cond: " in str(plan)


# Results.
WIRE_ROWS = [wire_row(VALUES, LISTS), NULLS, wire_row(OTHER, [[]] * 4)]
check(get("true"), [ROW, NULLS, OTHER], "text results are str, NULL is None")
check(get("true", binary=True), WIRE_ROWS, "binary results are the documented bytes")
for to_wire, source, least in (
    (wire.program_code, "unnest('{A,Z/0-9.B,AB1CD2EF3GH4,IJ5KL6MN7OP8,QRSTUVWXYZ}'::program_code[])", 5),
    (wire.posting_status, "(SELECT status FROM posting_statuses())", 9),
    (wire.country_code, "(SELECT country FROM countries())", 200),
):
    rows = run(f"SELECT v, v::text FROM {source} AS t (v)", binary=True).fetchall()
    wanted = [(to_wire(text), text) for _, text in rows]
    check((rows, len(rows) >= least), (wanted, True), f"the bytes of {to_wire.__name__} value by value")
steps = run("SELECT first_day, last_day, value FROM sample, coverage_steps(cover) WHERE id = 1", binary=True)
wanted = [(date(2004, 10, 20), date(2005, 12, 31), 2), (date(2006, 1, 1), None, 0)]
check(steps.fetchall(), wanted, "coverage_steps gives date and int")
steps = run("SELECT first_day, last_day FROM sample, unnest(covers) AS c, coverage_steps(c) WHERE value = 1", binary=True)
check(steps.fetchall(), [(None, date(2004, 10, 19))], "coverage_steps gives None for a step without a first day")

# A presence goes out and comes in as the same text or bytes, and is read as rows.
[(present, its_bytes)] = run("SELECT presence_agg(7, '[2004-10-20,2006-01-01)'::daterange)::text, presence_agg(7, '[2004-10-20,2006-01-01)'::daterange)", binary=True).fetchall()
rows = run("SELECT unit, first_day, last_day FROM presence_rows(%s::presence)", [present], binary=True).fetchall()
check(rows, [("7", date(2004, 10, 20), date(2005, 12, 31))], "presence_rows gives str and date")
check(base64.b64encode(its_bytes).decode(), present, "a binary presence is the bytes of its text")
check(run("SELECT %s::varchar::presence = %s::presence", [present, present]).fetchone(), (True,), "a presence is a parameter")

# Parameters: a str travels untyped as %s, as text as %b.
for mark in ("%s", "%b"):
    marks = ", ".join([mark] * 8)
    run(f"INSERT INTO sample VALUES (10, {marks}), (11, {marks})", (*VALUES, *LISTS, *NULLS))
    check(get("id > 9"), [ROW, NULLS], f"str, list and None inserted as {mark}")
    run("DELETE FROM sample WHERE id > 9")

    run("SET enable_seqscan = off")
    for column, type_name, value, spelled in zip(COLUMNS[:3], TYPES, VALUES, SPELLED):
        for condition in (f"{column} = {mark}", f"{column} = {mark}::{type_name}"):
            for parameter in (value, spelled):
                check(get(condition, [parameter]), [ROW], f"{condition}, {parameter!r}")
                check(by_index(condition, [parameter]), True, f"{condition}, {parameter!r}, goes by the index")
        condition = f"{column} = ANY({mark})"
        check(get(condition, [[spelled, None]]), [ROW], f"{condition} with a list, {spelled!r}")
        check(by_index(condition, [[spelled, None]]), True, f"{condition} with a list goes by the index")
    run("RESET enable_seqscan")
    check(get(f"cover::text = {mark}", [VALUES[3]]), [ROW], f"cover::text = {mark}")
    check(get(f"cover = {mark}::coverage", [SPELLED[3]]), [ROW], f"cover = {mark}::coverage")
check(get("cover = %s", [SPELLED[3]]), [ROW], "cover = %s")
check_error(lambda: get("cover = %b", [SPELLED[3]]), UndefinedFunction, "cover = %b is an error, for it is text")
for column in COLUMNS[:3]:
    action = lambda: get(f"{column} = %s", ["!"])
    check_error(action, InvalidTextRepresentation, f"{column} = %s refuses what is none")
    check(get(f"{column} = %b", ["!"]), [], f"{column} = %b does not find what is none")

# COPY.
with connection.cursor() as cursor:
    with cursor.copy(f"COPY (SELECT {ALL} FROM sample ORDER BY id) TO STDOUT (FORMAT binary)") as copy:
        data = b"".join(map(bytes, copy))
    check(data, wire.copy_file(WIRE_ROWS), "COPY binary out gives the documented bytes")
    run("TRUNCATE sample")
    run("ALTER TABLE sample ALTER id ADD GENERATED ALWAYS AS IDENTITY")
    with cursor.copy(f"COPY sample ({ALL}) FROM STDIN (FORMAT binary)") as copy:
        copy.write(data)
    check(get("true"), [ROW, NULLS, OTHER], "COPY binary in")
    with cursor.copy(f"COPY sample ({ALL}) FROM STDIN") as copy:
        copy.write_row(ROW)
        copy.write_row(NULLS)
    check(get("id > 3"), [ROW, NULLS], "COPY text in with write_row")

# A registered type: arrays are lists; and a dumper of one's own sends bytes.
for info, to_wire, broken, array, value, items in zip(infos, wire.FORMATS, wire.BROKEN, ARRAYS, VALUES, LISTS):
    info.register(connection)
    query = f"SELECT {array} FROM sample WHERE id = 1"
    check(run(query).fetchone(), (items,), f"{info.name}[], registered, is a list of str")
    wanted = (wire_list(to_wire, items),)
    check(run(query, binary=True).fetchone(), wanted, f"{info.name}[], registered and binary, is a list of bytes")

    Value = type("Value", (str,), {})
    dumper = {"oid": info.oid, "format": Format.BINARY, "dump": lambda self, value, f=to_wire: f(value)}
    connection.adapters.register_dumper(Value, type("ValueDumper", (Dumper,), dumper))
    parameters = (Value(value), [item if item is None else Value(item) for item in items])
    got = run("SELECT %b, %b", parameters)
    check([column.type_code for column in got.description], [info.oid, info.array_oid], f"{info.name} bound as such")
    check(got.fetchone(), (value, items), f"{info.name} and {info.name}[] bound in binary")
    dumper["dump"] = lambda self, value, data=broken: data
    connection.adapters.register_dumper(Value, type("BrokenDumper", (Dumper,), dumper))
    action = lambda: run("SELECT %b", [Value(value)])
    check_error(action, InvalidBinaryRepresentation, f"{info.name} refuses bytes that are no value")

# A registry. Its questions have no arrays in their answers, so nothing has to be registered.
for binary in (False, True):
    for bind in (registry.untyped, registry.natural):

        def ask(statement, parameters):
            cursor = connection.execute(statement, parameters, binary=binary)
            return [column.name for column in cursor.description or ()], cursor.fetchall() if cursor.description else None

        registry.ask_all(ask, "%s", bind, f"{'binary' if binary else 'text'} results, {bind.__name__} parameters")

# A file of lines, and what is wrong with them as rows.
run("BEGIN")
with connection.cursor() as cursor:
    with cursor.copy("COPY overseas.representative_entry (number, name) FROM STDIN (FORMAT csv)") as copy:
        copy.write("e-1,Zoë\n,\nE-2,\n")
faults = run("SELECT line, sqlstate, column_name, message, hint, collides_with FROM overseas.check_entries()").fetchall()
check(
    faults,
    [(3, "22023", None, "the line is empty", "Delete it.", None), (4, "23502", "name", '"name" is blank', "Every line needs it.", None)],
    "what is wrong with the lines of a file, as rows",
)
check(run("SELECT * FROM overseas.accept_entries(complete => false)").fetchall(), [(1, 2)], "the good lines go in")
run("ROLLBACK")

done()
