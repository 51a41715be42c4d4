"""Scripts that are made of others, as one, because each request counts. A file stays a file; what a browser gets contains what it imports.

Not a parser: it knows the forms in which our own scripts import and export, and refuses all others, at the start of a server and not
in a browser.
"""

import re
from pathlib import Path

IMPORT = re.compile(r'^import (?:\{\s*(?P<names>\w+(?:,\s*\w+)*),?\s*\}|\w+) from "(?P<file>[\w./-]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function) (?P<name>\w+)\b)", re.MULTILINE)
# A line that is nothing but a comment, or nothing at all. None of our texts goes over several lines, so none holds such a line.
UNSAID = re.compile(r"^ *(?://.*)?\n", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined(entry: Path) -> str:
    """The script `entry` with all that it imports from its own folder, each once and before all that import it.

    What lies elsewhere is still imported, by its address. ValueError: a form that is not known, a name that is not given, or files
    that import each other.
    """
    join = _Join()
    last = join.text_of(entry, ())
    return "".join((*join.far, *join.near.values(), last))


class _Join:
    def __init__(self) -> None:
        self.far: dict[str, None] = {}
        """Lines that import from elsewhere, each once."""
        self.near: dict[Path, str] = {}
        """Parts by their files, in the order in which they run."""
        self.given: dict[Path, list[str]] = {}

    def text_of(self, file: Path, way: tuple[Path, ...]) -> str:
        """The text of a file without its imports, which are put where they belong."""
        if file in way:
            raise ValueError(f"{' imports '.join(each.name for each in (*way, file))}: nothing can come first")
        text = UNSAID.sub("", file.read_text(encoding="utf-8") + "\n")
        if "`" in text and any(line.count("`") % 2 for line in text.splitlines()):
            raise ValueError(f"{file.name}: a text over several lines is not told from code")
        taken = "".join(self._take(file, found, way) for found in IMPORT.finditer(text))
        text = taken + IMPORT.sub("", text)
        if unknown := LEFT.search(EXPORT.sub("", text)):
            raise ValueError(f"{file.name}: {unknown[0]}: what is exported is a const or a function, where it is made, and never changes")
        self.given[file] = [found["name"] for found in EXPORT.finditer(text)]
        return text

    def _take(self, file: Path, found: re.Match[str], way: tuple[Path, ...]) -> str:
        """What stands in a file in place of an import."""
        if not found["file"].startswith("./"):
            self.far[found[0]] = None
            return ""
        if not found["names"]:
            raise ValueError(f"{file.name}: {found[0].strip()}: import it by its name")
        other, names = file.parent / found["file"], found["names"].replace(",", " ").split()
        if other not in self.near:
            self.near[other] = self._part(other, self.text_of(other, (*way, file)))
        if unknown := set(names) - set(self.given[other]):
            raise ValueError(f"{file.name}: {other.name} does not export {', '.join(sorted(unknown))}")
        return f"const {{ {', '.join(names)} }} = {_called(other)};\n"

    def _part(self, file: Path, text: str) -> str:
        """Its own names are nobody else's: a function that gives what the file exports."""
        given = ", ".join(self.given[file])
        return f"// {file.name}\nconst {_called(file)} = (() => {{\n{EXPORT.sub('', text)}return {{ {given} }};\n}})();\n"


def _called(file: Path) -> str:
    """No name in our scripts begins so."""
    return f"${file.stem.replace('-', '_')}"
