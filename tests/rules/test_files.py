"""What goes to the disk goes by kiosk/files.py, and a path becomes an address of SQLite in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "kiosk").rglob("*.py"))
WRITING = {"write_text", "write_bytes", "fdopen", "rename", "renames", "mkdir", "makedirs", "copyfile", "copy2", "copytree", "touch"}
MAY_WRITE = {
    "kiosk/files.py": "it is the one place",
    "kiosk/store/memory.py": "memory only: nothing of it may reach a disk",
    "kiosk/store/lock.py": "locks hold nothing",
    "kiosk/printing/sheets.py": "a folder that goes with the sheet",
    "kiosk/cli/export_ledger.py": "a pipe that was named, instead of a file",
}


def written(tree: ast.AST) -> Iterator[str]:
    """The calls that write a file, make a folder or change a name."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        modes = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in WRITING - {"rename"}:
            yield name
        elif name == "rename" and isinstance(node.func, ast.Attribute) and len(node.args) == 1 and not node.keywords:
            yield name
        elif name == "open" and any(set(mode) <= set("rwxab+") and set(mode) & set("wxa+") for mode in modes):
            yield f"open({modes[0]!r})"


def test_files_are_written_in_one_place() -> None:
    found = {file.relative_to(ROOT).as_posix(): sorted(set(written(ast.parse(file.read_text(encoding="utf-8"))))) for file in CODE}
    strange = {name: calls for name, calls in found.items() if calls and name not in MAY_WRITE}
    assert not strange, (
        f"{strange}: write, write_once, copy, append, move, make_folder or drafted of kiosk/files.py keep it through a power cut"
    )
    assert not [name for name in MAY_WRITE if not found[name]], "these write nothing any more: take them out of the list"


def test_the_rule_sees_what_it_looks_for() -> None:
    code = "file.write_text('x'); open('x', 'w'); file.open('xb'); file.rename(other); os.fdopen(1); a.mkdir()"
    assert sorted(written(ast.parse(code))) == ["fdopen", "mkdir", "open('x')", "open('xb')", "rename", "write_text"]
    assert list(written(ast.parse("file.open('rb'); open(x); devices.rename(device, name); 'a'.replace('b', 'c')"))) == []


def test_a_path_becomes_an_address_in_one_place() -> None:
    """`#`, `?` and `%` mean something in an address: kiosk/store/opening.py writes them out."""
    for file in (*CODE, *(ROOT / "tools").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                text = str(first.value) if isinstance(first, ast.Constant) else ""
                assert not text.startswith(("sqlite:", "file:")), (
                    f"{file}:{node.lineno}: take sqlite_url() or read_only() of kiosk.store.opening"
                )
