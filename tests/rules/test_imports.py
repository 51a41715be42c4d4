"""Who may import whom (design.md 2): the layers hold, so that a stranger finds the line in a minute."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KIOSK = ROOT / "kiosk"
DOORS = ("counter", "phone", "panel", "public")
# No I/O, no clock, no framework: what stands here can be checked by hand.
STANDARD_ONLY = ("indices", "clock", "config", "periods")
NOUNS = (
    "instruments",
    "responses",
    "places",
    "devices",
    "people",
    "ledger",
    "reports",
    "sentences",
    "writing",
    "installation",
    "lease",
    "notices",
    "handoffs",
    "codes",
    "quality",
    "tickets",
    "served",
    "followups",
    "acts",
    "sign_ins",
    "invitations",
    "first_steps",
)
FLASK = ("flask", "flask_sqlalchemy", "flask_security", "flask_babel", "flask_wtf", "htmx_flask", "werkzeug", "jinja2", "wtforms")
# Flask-Security's account is a mixin of our own table.
ALLOWED = {("people", "flask_security")}

MODULES = sorted(p.relative_to(ROOT).as_posix() for p in KIOSK.rglob("*.py") if "migrations" not in p.parts)
TOOLS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "tools").rglob("*.py"))


def layer(module: str) -> str:
    """kiosk/ledger/entry.py → ledger; kiosk/__init__.py → kiosk."""
    parts = Path(module).with_suffix("").parts
    return parts[1] if len(parts) > 1 and parts[1] != "__init__" else "kiosk"


def imported(module: str) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in it: kiosk.ledger.Rating, flask.g."""
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports in full, from kiosk.… import …"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(name: str) -> str | None:
    """The layer of ours that a dotted name belongs to."""
    parts = name.split(".")
    return parts[1] if parts[0] == "kiosk" and len(parts) > 1 else None


def modules_of(*layers: str) -> list[str]:
    return [m for m in MODULES if layer(m) in layers]


def test_there_is_something_to_check() -> None:
    for name in (*STANDARD_ONLY, *NOUNS, "counter", "phone", "panel", "web", "store", "cli"):
        assert modules_of(name), f"{name} has gone; take it out of this test too"


@pytest.mark.parametrize("module", modules_of(*STANDARD_ONLY))
def test_arithmetic_clock_and_settings_stand_alone(module: str) -> None:
    for name in imported(module):
        own = ours(name) == layer(module)
        assert own or name.split(".")[0] in sys.stdlib_module_names, (
            f"{module} imports {name}; only the standard library may stand here. Let the caller (reports, web) hand in what is needed."
        )


@pytest.mark.parametrize("module", modules_of(*NOUNS))
def test_nouns_know_no_door_and_no_flask(module: str) -> None:
    for name in imported(module):
        top = name.split(".")[0]
        assert top not in FLASK or (layer(module), top) in ALLOWED, (
            f"{module} imports {name}; a noun knows nothing of requests. Give it what it needs as an argument, from the door."
        )
        assert ours(name) not in (*DOORS, "web", "cli", "demo"), (
            f"{module} imports {name}, which lies above it. Move what both need into the noun, and let the door call it."
        )
        assert ours(name) != "reports" or layer(module) in ("reports", "sentences"), (
            f"{module} imports reports; numbers flow the other way."
        )


@pytest.mark.parametrize("module", modules_of(*DOORS))
def test_doors_keep_apart_and_hold_no_query(module: str) -> None:
    for name in imported(module):
        assert name.split(".")[0] not in ("sqlalchemy", "flask_sqlalchemy", "alembic"), (
            f"{module} imports {name}; write the query as a function of the noun that owns the table, named for the question."
        )
        other = ours(name)
        assert other == layer(module) or other not in DOORS, (
            f"{module} imports {name}; doors never import each other. Put what both need into kiosk/web or a noun."
        )
        assert other not in ("cli", "demo"), f"{module} imports {name}; the command line opens doors, not the other way."


@pytest.mark.parametrize("module", modules_of("web"))
def test_web_serves_the_doors_and_imports_none(module: str) -> None:
    for name in imported(module):
        assert ours(name) not in (*DOORS, "cli", "demo", "reports"), (
            f"{module} imports {name}; web is what doors share, without any of them."
        )


@pytest.mark.parametrize("module", MODULES)
def test_the_product_knows_no_tool(module: str) -> None:
    for name in imported(module):
        assert name.split(".")[0] != "tools", (
            f"{module} imports {name}; a wheel has no tools/. kiosk.cli.tools finds their commands by name."
        )


@pytest.mark.parametrize("module", modules_of("store"))
def test_the_store_knows_no_noun(module: str) -> None:
    for name in imported(module):
        assert ours(name) in (None, "store", "config", "clock"), f"{module} imports {name}; nouns stand on the store, not under it."


@pytest.mark.parametrize("module", [m for m in (*MODULES, *TOOLS) if layer(m) != "clock"])
def test_only_the_clock_asks_what_time_it_is(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            asked = f"{node.func.value.id}.{node.func.attr}"
            assert asked not in ("datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"), (
                f"{module}:{node.lineno} calls {asked}; take the moment as an argument, from kiosk.web.now() or kiosk.clock."
            )


# What tells scores of a ledger, and who may ask for it: the rest of the house gets them from kiosk.reports.withholding.
SCORES = (
    "answers",
    "entries",
    "marked",
    "released",
    "released_by_day",
    "released_by_day_of_units",
    "released_of_units",
    "tallies",
    "tallies_of_units",
    "taps",
    "visits_asked",
)
MAY_ASK = ("kiosk/reports/withholding/", "kiosk/reports/figures.py", "kiosk/cli/export.py")


@pytest.mark.parametrize("module", [m for m in modules_of(*DOORS, "reports", "web", "cli", "sentences") if not m.startswith(MAY_ASK)])
def test_scores_leave_the_ledger_by_one_way(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = f"{node.value.id}.{node.attr}"
            assert asked not in [f"ledger.{name}" for name in SCORES], (
                f"{module}:{node.lineno} calls {asked}; ask kiosk.reports.withholding, which knows what may be shown and when."
            )
            assert asked != "reports.period" or layer(module) == "cli", (
                f"{module}:{node.lineno} calls {asked}, which withholds nothing: it is for whoever holds the server."
            )
