"""Templates, style sheets and scripts read like the Python: short lines, one declaration a line, values by their names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 140
SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
WRITTEN = sorted(
    [
        *(p for kind in ("html", "typ", "svg") for p in (ROOT / "templates").rglob(f"*.{kind}")),
        *SHEETS,
        *(ROOT / "static/js").rglob("*.js"),
    ]
)
LAYERS = ["reset", "tokens", "base", "components", "door", "utilities"]
DECLARATION = re.compile(r"(?<![\w-])(-{0,2}[a-z][\w-]*)\s*:\s*([^;{}]+);")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE)
# Those of the 148 named colours that anybody writes; `transparent` and `currentcolor` are not among them.
NAMED = re.compile(
    r"(?<![\w-])(?:black|white|gr[ae]y|silver|red|maroon|orange|yellow|gold|olive|lime|green|teal|aqua|cyan|blue|navy|indigo|purple|violet"
    r"|fuchsia|magenta|pink|crimson|coral|salmon|tomato|brown|beige|ivory|snow|tan|khaki|(?:dark|light|medium|deep)[a-z]+)(?![\w-])"
)
PAINTED = re.compile(r"color|background|border|outline|fill|stroke|shadow|image|caret|decoration")
TOKEN = r"var\(--[\w-]+\)"
TIME = re.compile(r"(?<![\w-])\d*\.?\d+m?s\b")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(sheet: Path) -> str:
    """The sheet without comments; its lines stay where they are."""
    return re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def declarations(sheet: Path) -> list[tuple[str, str]]:
    return [(prop, " ".join(value.split())) for prop, value in DECLARATION.findall(code(sheet))]


@pytest.mark.parametrize("file", WRITTEN, ids=name)
def test_no_line_is_long(file: Path) -> None:
    long = [number for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if len(line) > LONGEST]
    assert not long, f"{name(file)}: lines {long} have more than {LONGEST} letters; a message may stand as several strings in a row"


def test_there_is_something_to_read() -> None:
    assert len(WRITTEN) > 150
    assert sum(len(declarations(sheet)) for sheet in SHEETS) > 1000


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_line_holds_one_declaration(sheet: Path) -> None:
    lines = enumerate(code(sheet).splitlines(), 1)
    crowded = [number for number, line in lines if re.search(r";\s*\S|\{\s*\S|\S\s*\}", line)]
    assert not crowded, f"{name(sheet)}: lines {crowded} hold more than one thing; ./loket check --fix"


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_all_of_a_sheet_stands_in_the_layers(sheet: Path) -> None:
    outer = re.sub(r"^[ }].*$", "", code(sheet), flags=re.MULTILINE)
    first, *others = [line for line in outer.splitlines() if line]
    if first.startswith("@import"):  # a sheet of sheets, and nothing else
        parts = [re.fullmatch(r'@import "([\w./-]+)";', line) for line in (first, *others)]
        assert all(part and (sheet.parent / part[1]) in SHEETS for part in parts), name(sheet)
        return
    if sheet.name == "tokens.css":
        assert first == f"@layer {', '.join(LAYERS)};", "tokens.css, which every page reads first, puts the layers in order"
    else:
        others = [first, *others]
    strange = [line for line in others if not re.fullmatch(rf"@layer ({'|'.join(LAYERS)}) \{{", line)]
    assert not strange, f"{name(sheet)}: outside of @layer {{…}}: {strange}"


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=name)
def test_values_have_names(sheet: Path) -> None:
    literal = [f"{prop}: {value}" for prop, value in declarations(sheet) if is_literal(prop, value)]
    assert not literal, f"{name(sheet)}: give these a name in tokens.css, or take one that is there: {literal}"


def is_literal(prop: str, value: str) -> bool:
    """A colour, size of letters, radius, shadow, duration or place above the page that is not written by its name."""
    if COLOUR.search(value) or (PAINTED.search(prop) and NAMED.search(re.sub(TOKEN, "", value))):
        return True
    if prop == "font-size":
        return not re.fullmatch(rf"{TOKEN}|inherit", value)
    if prop == "font":
        return value != "inherit"
    if prop.endswith("-radius"):
        return not all(re.fullmatch(rf"{TOKEN}|0|inherit", part) for part in value.split())
    if prop in ("box-shadow", "text-shadow"):
        return not re.fullmatch(rf"{TOKEN}( {TOKEN})?|none", value)
    if prop == "z-index":
        return not re.fullmatch(TOKEN, value)
    return prop.startswith(("transition", "animation")) and bool(TIME.search(value))


@pytest.mark.parametrize(
    ("prop", "value", "expected"),
    [
        ("color", "var(--ink)", False),
        ("color", "currentcolor", False),
        ("background", "linear-gradient(var(--white), transparent)", False),
        ("color", "#fff", True),
        ("border", "1px solid white", True),
        ("background", "rgb(0 0 0 / 5%)", True),
        ("white-space", "nowrap", False),
        ("font-size", "0.9rem", True),
        ("font-size", "clamp(1rem, 2vw, 2rem)", True),
        ("border-radius", "var(--radius-1) 0", False),
        ("border-start-start-radius", "4px", True),
        ("box-shadow", "var(--shadow-ring) var(--coral)", False),
        ("box-shadow", "0 0 1px var(--coral)", True),
        ("z-index", "2", True),
        ("animation", "blink var(--blink) ease-in-out", False),
        ("transition-duration", ".2s", True),
    ],
)
def test_a_literal_is_told_from_a_name(prop: str, value: str, expected: bool) -> None:
    assert is_literal(prop, value) is expected


def test_every_name_is_known_and_used() -> None:
    everything = "\n".join(map(code, SHEETS))
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    known = set(re.findall(r"^\s+(--[\w-]+):", everything, re.MULTILINE))
    assert not used - known, "nobody says what these are"
    assert not known - used, "nothing has these any more"


def test_the_panels_behaviours_stand_alone() -> None:
    scripts = sorted((ROOT / "static/js/panel").glob("*.js"))
    named = re.search(r"for behaviour in \((.*?)\)", (ROOT / "templates/panel/layout.html").read_text())
    assert named
    assert re.findall(r"\w+", named[1]) == [script.stem for script in scripts], "panel/layout.html lists each file of static/js/panel"
    for script in scripts:
        assert not re.search(r"^import\b|\bimport\(", script.read_text(), re.MULTILINE), f"{name(script)} works without any other"
        assert script.read_text().startswith("// "), f"{name(script)} begins with what it does"


READ = ("kiosk/**/*.py", "kiosk/**/*.po", "tests/**/*.py", "tools/**/*.py", "templates/**/*.html", "static/js/**/*.js", "docs/**/*.md")


def test_english_is_plain() -> None:
    word = "who" + "ever"
    files = [file for pattern in READ for file in ROOT.glob(pattern)]
    assert len(files) > 500
    found = [name(file) for file in sorted(files) if word in file.read_text(encoding="utf-8").lower()]
    assert not found, f"{found}: write anybody who, the person who, a program that …"


def test_every_class_is_somebodys() -> None:
    """A class that a sheet names is in a template, a script or the code; one made of parts is there with its first part."""
    users = "\n".join(
        file.read_text(encoding="utf-8")
        for folder, kind in (("templates", "*.html"), ("static/js", "*.js"), ("kiosk", "*.py"))
        for file in (ROOT / folder).rglob(kind)
    )
    words = set(re.findall(r"[a-zA-Z][\w-]*", users))
    sheets = "\n".join(map(code, SHEETS))
    named = {name for chosen in re.findall(r"([^{};]+)\{", sheets) for name in re.findall(r"\.([a-zA-Z][\w-]*)", chosen)}
    assert len(named) > 250
    assert sorted(name for name in named - words if re.sub(r"[^-_]+$", "", name) not in words) == []
