"""The binary formats of the types, written down apart from the extension."""

import datetime
import struct


def program_code(text):
    digits = ["\0-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(c) for c in text.ljust(12, "\0")]
    return struct.pack("!Q", sum(digit * 40 ** (11 - place) for place, digit in enumerate(digits)))


def program_text(data):
    number = struct.unpack("!Q", data)[0]
    letters = "\0-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(letters[number // 40 ** (11 - place) % 40] for place in range(12)).rstrip("\0")


STATUSES = "proposed requested approved active suspended closing closed denied withdrawn".split()


def posting_status(text):
    return struct.pack("!B", STATUSES.index(text) + 1)


def status_text(data):
    return STATUSES[data[0] - 1]


def country_code(text):
    return text.encode("ascii")


def coverage(text):
    steps = [step.rsplit(":", 1) for step in text.strip("{}").split(",") if step]
    return struct.pack("!i", len(steps)) + b"".join(
        struct.pack("!qi", int(value), day_number(day)) for day, value in steps
    )


def day_number(day):
    if day == "-infinity":
        return -(2**31)
    return (datetime.date.fromisoformat(day) - datetime.date(2000, 1, 1)).days


def coverage_text(data):
    steps = struct.iter_unpack("!qi", data[4:])
    return "{" + ",".join(f"{day_text(day)}:{value}" for value, day in steps) + "}"


def day_text(number):
    return "-infinity" if number == -(2**31) else str(datetime.date(2000, 1, 1) + datetime.timedelta(number))


FORMATS = (program_code, posting_status, country_code, coverage)
# Bytes of the right length that are no value.
BROKEN = (bytes(8), b"\0", b"UK", struct.pack("!iqiqi", 2, 1, 9, 2, 9))


def field(data):
    """A value, or None, as rows of COPY and items of arrays have it."""
    return struct.pack("!i", -1) if data is None else struct.pack("!i", len(data)) + data


def array(items, item_oid):
    """An array of one dimension, or of none if it is empty."""
    has_null = int(None in items)
    if not items:
        return struct.pack("!iiI", 0, has_null, item_oid)
    return struct.pack("!iiIii", 1, has_null, item_oid, len(items), 1) + b"".join(map(field, items))


def copy_file(rows):
    """A file of COPY's binary format."""
    body = b"".join(struct.pack("!h", len(row)) + b"".join(map(field, row)) for row in rows)
    return b"PGCOPY\n\xff\r\n\0" + struct.pack("!ii", 0, 0) + body + struct.pack("!h", -1)
