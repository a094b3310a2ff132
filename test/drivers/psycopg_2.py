"""psycopg2: everything is str, in and out."""

import io
from datetime import date

import psycopg2
from psycopg2.errors import InvalidTextRepresentation, UndefinedFunction
from psycopg2.extensions import new_array_type, register_type

import registry
from tap import ALL, ARRAYS, COLUMNS, LISTS, NULLS, OTHER, ROW, SPELLED, TYPES, VALUES, check, check_error, done

connection = psycopg2.connect("")
connection.autocommit = True
cursor = connection.cursor()


def run(statement, parameters=None):
    cursor.execute(statement, parameters)
    return cursor.fetchall() if cursor.description else None


def get(where, parameters=None):
    return run(f"SELECT {ALL} FROM sample WHERE {where} ORDER BY id", parameters)


# Results.
check(get("true"), [ROW, NULLS, OTHER], "results are str, NULL is None")
steps = run("SELECT first_day, last_day, value FROM sample, coverage_steps(cover) WHERE id = 1")
wanted = [(date(2004, 10, 20), date(2005, 12, 31), 2), (date(2006, 1, 1), None, 0)]
check(steps, wanted, "coverage_steps gives date and int")

# Parameters.
marks = ", ".join(["%s"] * 8)
run(f"INSERT INTO sample VALUES (10, {marks})", (*VALUES, *LISTS))
run(f"INSERT INTO sample VALUES (11, {marks})", NULLS)
check(get("id > 9"), [ROW, NULLS], "str, list and None inserted")
run("DELETE FROM sample WHERE id > 9")
run("SET enable_seqscan = off")
for column, type_name, value, spelled in zip(COLUMNS[:3], TYPES, VALUES, SPELLED):
    check(get(f"{column} = %s", [spelled]), [ROW], f"{column} = %s, {spelled!r}")
    check(get(f"{column} IN %s", [(spelled, value)]), [ROW], f"{column} IN %s with a tuple, {spelled!r}")
    for condition in (f"{column} = ANY(%s)", f"{column} = ANY(%s::{type_name}[])"):
        check(get(condition, [[spelled]]), [ROW], f"{condition} with a list, {spelled!r}")
        plan = run(f"EXPLAIN (COSTS off) SELECT id FROM sample WHERE {condition}", [[spelled]])
        check("Index Cond: " in str(plan), True, f"{condition} with a list goes by the index")
    action = lambda: get(f"{column} = %s", ["!"])
    check_error(action, InvalidTextRepresentation, f"{column} = %s refuses what is none")
    check(get(f"{column} = ANY(%s)", [["!"]]), [], f"{column} = ANY(%s) with a list does not find what is none")
run("RESET enable_seqscan")
check(get("cover::text = %s", [VALUES[3]]), [ROW], "cover::text = %s")
check(get("cover = %s", [SPELLED[3]]), [ROW], "cover = %s")
check(get("cover = ANY(%s::coverage[])", [[SPELLED[3]]]), [ROW], "cover = ANY(%s::coverage[]) with a list")
action = lambda: get("cover = ANY(%s)", [[SPELLED[3]]])
check_error(action, UndefinedFunction, "cover = ANY(%s) with a list is an error, for it is an array of text")

# COPY.
file = io.StringIO()
cursor.copy_expert(f"COPY (SELECT {ALL} FROM sample ORDER BY id) TO STDOUT", file)
file.seek(0)
run("TRUNCATE sample")
run("ALTER TABLE sample ALTER id ADD GENERATED ALWAYS AS IDENTITY")
cursor.copy_expert(f"COPY sample ({ALL}) FROM STDIN", file)
check(get("true"), [ROW, NULLS, OTHER], "COPY out and in again")

# Registered array types are lists.
for type_name, array, items in zip(TYPES, ARRAYS, LISTS):
    [(oid,)] = run("SELECT typarray FROM pg_type WHERE oid = %s::regtype", [type_name])
    register_type(new_array_type((oid,), type_name + "[]", psycopg2.STRING), connection)
    check(run(f"SELECT {array} FROM sample WHERE id = 1"), [(items,)], f"{type_name}[], registered, is a list of str")

# A registry.
def ask(statement, parameters):
    rows = run(statement, parameters)
    return [column.name for column in cursor.description or ()], rows


for bind in (registry.untyped, registry.natural):
    registry.ask_all(ask, "%s", bind, f"{bind.__name__} parameters")

done()
