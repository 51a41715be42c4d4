"""The line of a TOML file on which a key stands: tomllib does not tell, and an operator with a broken file needs it.

Only for files that tomllib has read without complaint.
"""

import re

Path = tuple[str | int, ...]

# Strings and comments; their content must not be taken for keys or brackets.
QUOTED = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
LIST_HEADER = re.compile(r"\s*\[\[\s*([\w.\- ]+?)\s*\]\]")
HEADER = re.compile(r"\s*\[\s*([\w.\- ]+?)\s*\]")
KEY = re.compile(r"\s*([\w.\- ]+?)\s*=")


class Lines:
    """The lines of a file's tables and keys. A path is a tuple such as ("questions", 2, "labels", "en")."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._table: Path = ()
        self._counts: dict[str, int] = {}
        depth = 0
        for number, line in enumerate(QUOTED.sub(_blank, text).split("\n"), start=1):
            if depth == 0:
                self._note(line, number)
            if depth or KEY.match(line):
                depth += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))

    def of(self, *path: str | int) -> int:
        """The line of that key, else of the nearest table around it that has one; 1 for the file itself."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _note(self, line: str, number: int) -> None:
        if found := LIST_HEADER.match(line):
            count = self._counts[found[1]] = self._counts.get(found[1], -1) + 1
            self._table = (found[1], count)
        elif found := HEADER.match(line):
            self._table = self._inside(found[1])
        elif found := KEY.match(line):
            # `title.id = …` makes the table `title` too, where it is first mentioned.
            parts = _parts(found[1])
            for length in range(1, len(parts) + 1):
                self._lines.setdefault((*self._table, *parts[:length]), number)
            return
        else:
            return
        self._lines[self._table] = number

    def _inside(self, header: str) -> Path:
        # [questions.labels] means the latest of [[questions]].
        first, *rest = _parts(header)
        return (first, self._counts[first], *rest) if first in self._counts else (first, *rest)


def _parts(dotted: str) -> list[str]:
    return [part.strip() for part in dotted.split(".")]


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
