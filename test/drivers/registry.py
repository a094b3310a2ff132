"""A registry as each Python driver reads it: every report, and every call of a function."""

import json
from datetime import date
from decimal import Decimal

import wire
from tap import check

NATURAL = {
    "bigint": int,
    "integer": int,
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
    "bigint[]": json.loads,
    "text[]": lambda text: text[1:-1].split(","),
}


def untyped(text, type_name):
    return text


def natural(text, type_name):
    """An argument as a Python program has it."""
    if type_name.endswith("[]"):
        text = text.replace("{", "[").replace("}", "]")
    return NATURAL.get(type_name, str)(text)


def to_json(value):
    """What json does not know: fails for what no driver should give."""
    if isinstance(value, bytes):
        texts = {1: wire.status_text, 2: lambda code: code.decode("ascii"), 8: wire.program_text}
        return texts.get(len(value), wire.coverage_text)(value)
    if isinstance(value, Decimal):
        return float(value)
    if type(value).__name__ == "Multirange":
        return "{" + ",".join(to_json(period) for period in value) + "}"
    if hasattr(value, "lower_inc"):
        return f"{'(['[value.lower_inc]}{value.lower or ''},{value.upper or ''}{')]'[value.upper_inc]}"
    return value.isoformat()


def ask_all(run, mark, bind, name, read=None):
    """Checks every answer. run(statement, parameters) gives names of columns, and rows; so does
    read(source, columns, parameters), for a driver that writes statements itself; parameters of a view are None."""

    def select(source, columns, parameters):
        marks = "" if parameters is None else "(" + ", ".join([mark] * len(parameters)) + ")"
        return run(f"SELECT * FROM overseas.{source}{marks}", parameters or [])

    run("SET ROLE attache_reader", [])
    fields = "id, source, to_json(columns)::text, to_json(arguments)::text, to_json(types)::text"
    _, questions = run(f"SELECT {fields} FROM question ORDER BY id", [])
    for number, source, columns, arguments, types in questions:
        parameters = None
        if types is not None:
            pairs = zip(json.loads(arguments), json.loads(types))
            parameters = [argument if argument is None else bind(argument, type_name) for argument, type_name in pairs]
        names, rows = (read or select)(source, json.loads(columns), parameters)
        got = json.dumps([dict(zip(names, row)) for row in rows], default=to_json)
        _, [(fault,)] = run(f"SELECT fault({mark}, {mark})", [number, got])
        check(fault, "", f"{name}: {source} {'' if parameters is None else tuple(parameters)}")
    check(len(questions) > 30, True, f"{name}: many questions")
    run("RESET ROLE", [])
