"""SQLAlchemy: a registry's views reflected without a warning; reports and functions read by what it writes."""

import os
import re
import warnings

from sqlalchemy import MetaData, Text, create_engine, func, inspect, select, text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.exc import SAWarning

import registry
from tap import check, done

TYPES = ("program_code", "posting_status", "country_code", "coverage")
# A warning is an error, unless a test collects them.
warnings.simplefilter("error")

engine = create_engine("postgresql+psycopg2://{PGUSER}@{PGHOST}:{PGPORT}/{PGDATABASE}".format(**os.environ))
connection = engine.connect()
views = sorted(inspect(engine).get_view_names(schema="overseas"))
reports = [name for name in views if name.startswith("report_")]


def reflect(names):
    """The names of what is reflected, and the first words of each warning once."""
    metadata = MetaData(schema="overseas")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", SAWarning)
        metadata.reflect(connection, views=True, only=names)
    found = [table.name for table in metadata.tables.values() if names is None or table.name in names]
    return metadata, sorted(found), sorted({re.sub(r" of column.*", "", str(warning.message)) for warning in caught})


# Reflection.
metadata, found, warned = reflect(reports)
check((found, len(found) > 5), (reports, True), "every report is reflected")
check(warned, [], "... without a warning")
check({type(column.type).__name__ for table in metadata.tables.values() for column in table.columns},
      {"TEXT", "DATE", "INTEGER", "BIGINT", "DOUBLE_PRECISION", "BOOLEAN", "NUMERIC"}, "... with types that it knows")
comments = [column.comment for table in metadata.tables.values() for column in table.columns]
check(None in comments, False, "... with a comment on each column")
_, found, warned = reflect(views)
check(found, views, "every view is reflected")
check(warned, [f"Did not recognize type '{name}'" for name in sorted(TYPES)], "... with a warning for each type of the extension")
ischema_names.update(dict.fromkeys(TYPES, Text))
_, found, warned = reflect(views)
check((found, warned), (views, []), "... without any, once they are known as Text")
everything, found, warned = reflect(None)
check(set(views) < set(found), True, "tables, too")
expressions = connection.execute(text(
    "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid"
    " WHERE relnamespace = 'overseas'::regnamespace AND indexprs IS NOT NULL ORDER BY relname COLLATE \"C\""))
check(warned, [f"Skipped unsupported reflection of expression-based index {name}" for name, in expressions],
      "... and warns of what an index cannot be to it")
mission = everything.tables["overseas.mission"]
for spelled in ("CA", "can"):
    rows = connection.execute(select(mission.c.country, mission.c.city).where(mission.c.country == spelled)).all()
    check(rows, [("CA", "Ottawa")], f"a table reflected as Text is asked for {spelled!r}")


# A registry.
def run(statement, parameters):
    result = connection.exec_driver_sql(statement, tuple(parameters))
    return (list(result.keys()), result.all()) if result.returns_rows else None


def read(source, columns, parameters):
    if parameters is None:
        result = connection.execute(select(metadata.tables[f"overseas.{source}"]))
    elif columns == [source]:
        result = connection.execute(select(getattr(func.overseas, source)(*parameters).label(source)))
    else:
        result = connection.execute(select(getattr(func.overseas, source)(*parameters).table_valued(*columns)))
    return list(result.keys()), result.all()


for bind in (registry.untyped, registry.natural):
    registry.ask_all(run, "%s", bind, f"{bind.__name__} parameters", read)

done()
