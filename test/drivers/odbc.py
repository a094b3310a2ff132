"""ODBC: strings, bound without a type."""

import os
from datetime import date, timedelta

import pyodbc

import registry
from tap import ALL, ARRAYS, COLUMNS, NULLS, OTHER, ROW, SPELLED, TYPES, VALUES, check, done

SERVER = "DRIVER={{PostgreSQL Unicode}};SERVER={PGHOST};PORT={PGPORT};DATABASE={PGDATABASE};UID={PGUSER}"


def test(connection, way):
    cursor = connection.cursor()

    def run(statement, *parameters):
        """The rows, or the SQLSTATE."""
        try:
            cursor.execute(statement, *parameters)
        except pyodbc.Error as error:
            return error.args[0]
        return [tuple(row) for row in cursor.fetchall()] if cursor.description else None

    def get(where, *parameters):
        return run(f"SELECT {ALL} FROM sample WHERE {where} ORDER BY id", *parameters)

    # Results.
    check(get("id < 9"), [ROW, NULLS, OTHER], f"{way}: results are str, NULL is None")
    steps = run("SELECT first_day, last_day, value FROM sample, coverage_steps(cover) WHERE id = 1")
    wanted = [(date(2004, 10, 20), date(2005, 12, 31), 2), (date(2006, 1, 1), None, 0)]
    check(steps, wanted, f"{way}: coverage_steps gives date and int")
    columns = {column.column_name: column for column in cursor.columns("sample")}
    for column, array, type_name in zip(COLUMNS, ARRAYS, TYPES):
        got = [(columns[name].type_name, columns[name].data_type, columns[name].column_size) for name in (column, array)]
        wanted = [(name, pyodbc.SQL_WVARCHAR, 255) for name in (type_name, "_" + type_name)]
        check(got, wanted, f"{way}: {type_name} and {type_name}[] in the catalog are WVARCHAR(255)")
    firsts = [date(2004, 1, 1) + timedelta(days=2 * number) for number in range(2000)]
    wanted = "{" + ",".join(f"{first}:1,{first + timedelta(days=1)}:0" for first in firsts) + "}"
    query = "SELECT coverage_agg(1, daterange(d, d + 1)) FROM generate_series(0, 1999) AS i, date(date '2004-01-01' + 2 * i) AS d"
    check(run(query), [(wanted,)], f"{way}: a coverage of 4,000 steps arrives whole")

    # Parameters.
    marks = ", ".join(["?"] * 8)
    run(f"INSERT INTO sample VALUES (10, {marks})", *ROW)
    run(f"INSERT INTO sample VALUES (11, {marks})", *NULLS)
    check(get("id > 9"), [ROW, NULLS], f"{way}: str and None inserted, arrays as str")
    run("DELETE FROM sample WHERE id > 9")
    for column, value, spelled in zip(COLUMNS[:3], VALUES, SPELLED):
        check(get(f"{column} = ?", spelled), [ROW], f"{way}: {column} = ?, {spelled!r}")
        check(get(f"{column} IN (?, ?)", spelled, value), [ROW], f"{way}: {column} IN (?, ?), {spelled!r}")
        array = "{" + spelled + "}"
        check(get(f"{column} = ANY (?)", array), [ROW], f"{way}: {column} = ANY (?) with an array as str, {array!r}")
        check(get(f"{column} = ?", "!"), "22P02", f"{way}: {column} = ? refuses what is none")
    check(get("cover::text = ?", VALUES[3]), [ROW], f"{way}: cover::text = ?")
    check(get("cover = ?", SPELLED[3]), [ROW], f"{way}: cover = ?")

    # A registry. ODBC has no arrays: they travel as one string.
    def natural(text, type_name):
        return text if type_name.endswith("[]") else registry.natural(text, type_name)

    def ask(statement, parameters):
        rows = run(statement, *parameters)
        return [column[0] for column in cursor.description or ()], rows

    for bind in (registry.untyped, natural):
        registry.ask_all(ask, "?", bind, f"{way}: {bind.__name__} parameters")


SERVER = SERVER.format(**os.environ)
query = "SELECT covered FROM overseas.report_matrix WHERE covered LIMIT 1"
check(pyodbc.connect(SERVER).execute(query).fetchone()[0], "1", "a boolean is a string")
check(pyodbc.connect(SERVER + ";BoolsAsChar=0").execute(query).fetchone()[0], True, "... unless BoolsAsChar=0")
for way in ("UseServerSidePrepare=1", "UseServerSidePrepare=0", "UseDeclareFetch=1"):
    test(pyodbc.connect(SERVER + ";BoolsAsChar=0;" + way, autocommit=True), way)
done()
