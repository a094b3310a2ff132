"""What the Python drivers' tests share: the sample's rows, and TAP output."""

TYPES = ("program_code", "posting_status", "country_code", "coverage")
COLUMNS = ("program", "status", "country", "cover")
VALUES = ("C-TPAT", "active", "CA", "{2004-10-20:2,2006-01-01:0}")
# The same values as somebody else may spell them.
SPELLED = ("c-tpat ", " ACTIVE", "can", " {2004-10-20 : 2, 2006-01-01 : 0} ")
ARRAYS = ("programs", "statuses", "countries", "covers")
LISTS = (
    ["C-TPAT", None, "CSI"],
    ["active", None, "closing"],
    ["CA", None, "MX"],
    ["{-infinity:1,2004-10-20:0}", None, "{}"],
)
# The same arrays as a driver has them that does not know their type.
ARRAY_TEXTS = (
    "{C-TPAT,NULL,CSI}",
    "{active,NULL,closing}",
    "{CA,NULL,MX}",
    '{"{-infinity:1,2004-10-20:0}",NULL,"{}"}',
)
ALL = ", ".join(COLUMNS + ARRAYS)
ROW = VALUES + ARRAY_TEXTS
NULLS = (None,) * 8
OTHER = ("CSI", "closed", "MX", "{}") + ("{}",) * 4

count = 0


def check(got, wanted, name):
    """Passes if both are equal and of one type."""
    global count
    count += 1
    passed = type(got) is type(wanted) and got == wanted
    print("ok" if passed else "not ok", count, "-", name)
    if not passed:
        print(f"# got:    {got!r}\n# wanted: {wanted!r}")


def check_error(action, error, name):
    """Passes if the action raises this very error."""
    try:
        got = action()
    except Exception as raised:
        got = type(raised)
    check(got, error, name)


def done():
    print(f"1..{count}")
