"""Who may import whom (docs/architecture.md): arrows only downhill, so that a stranger finds the line in a minute.

The rules work by exclusion: a folder that is named nowhere here is a noun, and is held to what holds for nouns.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KIOSK = ROOT / "kiosk"
DRAWING = ROOT / "docs" / "architecture.md"
DOORS = ("counter", "phone", "panel", "public")
ABOVE_DOORS = ("app", "jobs", "demo", "running", "cli")
# No clock, no framework, nothing of ours: what stands here can be checked by hand.
STANDARD_ONLY = ("indices", "clock", "config", "codes", "folders", "files", "refusals")
FLASK = ("flask", "flask_sqlalchemy", "flask_security", "flask_babel", "flask_wtf", "htmx_flask", "werkzeug", "jinja2", "wtforms")
ALLOWED = {
    ("people", "flask_security"),  # its account is a mixin of our own table
    ("store", "flask"),  # the session belongs to the application's context
    ("store", "flask_sqlalchemy"),
}
LONGEST_FACADE = 15

MODULES = sorted(p.relative_to(ROOT).as_posix() for p in KIOSK.rglob("*.py") if "migrations" not in p.parts)
TOOLS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "tools").rglob("*.py"))


def room(module: str) -> str:
    """kiosk/ledger/entry.py → ledger; kiosk/__init__.py → kiosk."""
    parts = Path(module).with_suffix("").parts
    return parts[1] if len(parts) > 1 and parts[1] not in ("__init__", "__main__") else "kiosk"


ROOMS = sorted({room(module) for module in MODULES} - {"kiosk"})
NOUNS = [name for name in ROOMS if name not in (*DOORS, *ABOVE_DOORS, "web")]


def modules_of(*rooms: str) -> list[str]:
    return [module for module in MODULES if room(module) in rooms]


def imported(module: str) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in it: kiosk.ledger.Rating, flask.g."""
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports in full, from kiosk.… import …"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(name: str) -> str | None:
    """The room of ours that a dotted name belongs to; None: it is not ours, or the package itself."""
    parts = name.split(".")
    return parts[1] if parts[0] == "kiosk" and len(parts) > 1 and parts[1] in ROOMS else None


def imports() -> dict[str, set[str]]:
    """{room: the rooms that it imports}"""
    found: dict[str, set[str]] = {name: set() for name in ROOMS}
    for module in modules_of(*ROOMS):
        found[room(module)] |= {other for name in imported(module) if (other := ours(name)) and other != room(module)}
    return found


def drawn() -> dict[str, set[str]]:
    """{room: the rooms that it imports} as docs/architecture.md draws them, from the top down."""
    block = re.search(r"^```rooms\n(.*?)^```$", DRAWING.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert block, "docs/architecture.md draws the rooms in a block that begins with ```rooms"
    lines = [line.split("→") for line in block[1].splitlines() if "→" in line]
    return {name.strip(): set(others.split()) for name, others in lines}


def test_there_is_something_to_check() -> None:
    for name in (*STANDARD_ONLY, *DOORS, *ABOVE_DOORS, "web", "store", "ledger"):
        assert modules_of(name), f"{name} has gone; take it out of this test too"
    assert len(NOUNS) > 12


def test_the_drawing_equals_the_imports() -> None:
    drawing, there = drawn(), imports()
    assert drawing.keys() == there.keys(), "every room of kiosk/ has its line in docs/architecture.md, and every line its room"
    for name in ROOMS:
        assert drawing[name] == there[name], (
            f"docs/architecture.md draws {name} → {' '.join(sorted(drawing[name]))}, but it imports {' '.join(sorted(there[name]))}"
        )


def test_arrows_lead_only_downhill() -> None:
    """A room imports only rooms that are drawn below it, so there is no circle."""
    places = {name: place for place, name in enumerate(drawn())}
    for name, others in imports().items():
        for other in others:
            assert places[other] > places[name], f"{name} imports {other}, which is drawn above it in docs/architecture.md"


@pytest.mark.parametrize("module", modules_of(*STANDARD_ONLY))
def test_arithmetic_clock_and_settings_stand_alone(module: str) -> None:
    for name in imported(module):
        own = ours(name) == room(module)
        assert own or name.split(".")[0] in sys.stdlib_module_names, (
            f"{module} imports {name}; only the standard library may stand here. Let the caller (reports, web) hand in what is needed."
        )


@pytest.mark.parametrize("module", modules_of(*NOUNS))
def test_nouns_know_no_door_and_no_flask(module: str) -> None:
    for name in imported(module):
        top = name.split(".")[0]
        assert top not in FLASK or (room(module), top) in ALLOWED, (
            f"{module} imports {name}; a noun knows nothing of requests. Give it what it needs as an argument, from the door."
        )
        assert ours(name) not in (*DOORS, *ABOVE_DOORS, "web"), (
            f"{module} imports {name}, which lies above it. Move what both need into the noun, and let the door call it."
        )


@pytest.mark.parametrize("module", modules_of(*DOORS))
def test_doors_keep_apart_and_hold_no_query(module: str) -> None:
    for name in imported(module):
        assert name.split(".")[0] not in ("sqlalchemy", "flask_sqlalchemy", "alembic"), (
            f"{module} imports {name}; write the query as a function of the noun that owns the table, named for the question."
        )
        other = ours(name)
        assert other == room(module) or other not in DOORS, (
            f"{module} imports {name}; doors never import each other. Put what both need into kiosk/web or a noun."
        )
        assert other not in ABOVE_DOORS, f"{module} imports {name}; the command line opens doors, not the other way."


@pytest.mark.parametrize("module", modules_of("web"))
def test_web_serves_the_doors_and_imports_none(module: str) -> None:
    for name in imported(module):
        assert ours(name) not in (*DOORS, *ABOVE_DOORS, "reports"), (
            f"{module} imports {name}; web is what doors share, without any of them."
        )


FACADES = [module for module in MODULES if module.endswith("/__init__.py")]


@pytest.mark.parametrize("facade", FACADES)
def test_a_facade_is_short_and_hides_no_module(facade: str) -> None:
    tree, folder = ast.parse((ROOT / facade).read_text()), (ROOT / facade).parent
    names = [alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    own = [name for name in names if name in _exported(tree)]
    assert len(own) <= LONGEST_FACADE, f"{facade} exports {len(own)} names: let callers import the module that has the others"
    modules = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    hidden = sorted(set(own) & modules)
    assert not hidden, f"{facade} exports {hidden}, and has modules of that name: one of both must be called otherwise"


def _exported(tree: ast.Module) -> set[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("module", MODULES)
def test_the_product_knows_no_tool(module: str) -> None:
    for name in imported(module):
        assert name.split(".")[0] != "tools", (
            f"{module} imports {name}; a wheel has no tools/. kiosk.cli.tools finds their commands by name."
        )


@pytest.mark.parametrize("module", TOOLS)
def test_a_tool_knows_no_command(module: str) -> None:
    for name in imported(module):
        assert ours(name) != "cli", f"{module} imports {name}; what commands and tools share stands in kiosk/running/."


@pytest.mark.parametrize("module", [m for m in (*MODULES, *TOOLS) if room(m) != "clock"])
def test_only_the_clock_asks_what_time_it_is(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            asked = f"{node.func.value.id}.{node.func.attr}"
            assert asked not in ("datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"), (
                f"{module}:{node.lineno} calls {asked}; take the moment as an argument, from kiosk.web.now() or kiosk.clock."
            )


# What tells scores, and who may ask for it: the rest of the house gets them from kiosk.reports.withholding.
SCORES = ("kiosk.ledger.answers", "kiosk.tallies.of_unit", "kiosk.tallies.of_units", "kiosk.tallies.released", "kiosk.tallies.tally")
MAY_ASK = ("kiosk/reports/withholding/", "kiosk/reports/figures.py", "kiosk/cli/export_ledger.py")
ASKING = [m for m in modules_of(*DOORS, *ABOVE_DOORS, "reports", "web", "words", "printing") if not m.startswith(MAY_ASK)]


@pytest.mark.parametrize("module", ASKING)
def test_scores_leave_the_ledger_by_one_way(module: str) -> None:
    for name in (*imported(module), *_attributes(module)):
        assert not name.startswith(SCORES), (
            f"{module} asks for {name}; ask kiosk.reports.withholding, which knows what may be shown and when."
        )
        assert name != "kiosk.reports.period" or room(module) == "cli", (
            f"{module} asks for {name}, which withholds nothing: it is for the server's operator."
        )


def _attributes(module: str) -> Iterator[str]:
    """What it takes of our façades: tallies.released → kiosk.tallies.released."""
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"kiosk.{node.value.id}.{node.attr}"


# ── SQL belongs to the noun that owns the table ───────────────────────────────────────────────────────────────────

TABLE = re.compile(r"\b(?:FROM|INTO|JOIN|UPDATE|VACUUM)\s+([a-z_]+)|^([a-z_]+) \(")
NAMES_ALL = ("kiosk/proof/verify/triggers.py", "kiosk/proof/standing.py")
"""Compares the text of the triggers that the migrations make; says which columns a seal's statements are made of, a format."""


def _owners() -> dict[str, str]:
    """{table: the room whose class maps it}"""
    found = {}
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOT / module).read_text())):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "__tablename__":
                        found[ast.literal_eval(line.value)] = room(module)
    return found


OWNERS = _owners()


def test_there_are_tables() -> None:
    assert OWNERS["entry"] == "ledger"
    assert len(OWNERS) > 30


@pytest.mark.parametrize("module", [m for m in MODULES if m not in NAMES_ALL])
def test_a_statement_names_only_tables_of_its_own_room(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for found in TABLE.finditer(node.value):
                owner = OWNERS.get(found[1] or found[2])
                assert owner in (None, room(module)), (
                    f"{module}:{node.lineno} reads or writes {found[0]!r}, a table of {owner}: ask a function of that room, "
                    "named for the question"
                )
