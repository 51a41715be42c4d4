"""What an index is: how it is called, graded, withheld and shown, read from indices.toml. No index is named in the code.

Another language is a file beside the questionnaires of that language: xx/indices.toml, with name, short and source of each index.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kiosk.indices import GRADE_TABLES, THRESHOLDS
from kiosk.indices.grades import GradeTable
from kiosk.instruments.table import Table

FOLDER = Path(__file__).parent
"""Where questionnaires and the definition of indices lie, unless another folder is asked for."""
FILE = "indices.toml"

OUTSIDE = ("pulse", "control", "profile", "wish")
"""What a question may count towards besides an index."""
TAKEN = (*OUTSIDE, "satisfaction", "name", "progress", "needs")
"""Words that mean something else in places where an index's key may appear: in questionnaires, in figures, in addresses of the panel."""
# Tallies have ten letters for it.
KEY = re.compile(r"[a-z]{2,10}")

SATISFACTION, INTEGRITY = "satisfaction", "integrity"
LEAST = {SATISFACTION: 5, INTEGRITY: 10}
"""The two ways of withholding answers, and how many answers to each question a released batch has at least. Source: design 3.6."""
FEWEST = 5
"""No index is shown with fewer answers than this to one of its questions. Source: design 3.6."""
SURVEYS = tuple(dict.fromkeys(each.survey for each in THRESHOLDS))
"""What the integrity zone looks at, all of it together."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """An index as indices.toml defines it, which explains each of these. Texts are {language: text}."""

    key: str
    name: Mapping[str, str]
    short: Mapping[str, str]
    in_full: Mapping[str, str]
    withheld: str
    fewest_answers: int
    grades: str
    also_on_four: bool
    faces: bool
    survey: str
    source: Mapping[str, str]

    @property
    def is_integrity(self) -> bool:
        """Its answers are withheld like those of integrity: no mean of an element beside it, larger batches."""
        return self.withheld == INTEGRITY

    @property
    def least(self) -> int:
        """How many answers to each of its questions a released batch has at least."""
        return LEAST[self.withheld]

    @property
    def table(self) -> GradeTable:
        return GRADE_TABLES[self.grades]


def defined(folder: Path | None = None) -> Mapping[str, Index]:
    """{key: index} in the order of the file; the indices that we ship where the folder has none of its own.

    Raises InstrumentError if something is wrong in it.
    """
    asked = folder or FOLDER
    return _read(asked if (asked / FILE).is_file() else Path(__file__).parent)


@cache
def _read(folder: Path) -> Mapping[str, Index]:
    table = Table.read(folder / FILE)
    found: Mapping[str, Index] = {key: _index(key, table, table.table(key)) for key in table.content}
    for file in sorted(folder.glob(f"*/{FILE}")):
        found = _translated(found, file)
    return found


def _index(key: str, file: Table, table: Table) -> Index:
    if not KEY.fullmatch(key) or key in TAKEN:
        raise file.error(f"key {key!r}: two to ten small letters, and none of {', '.join(TAKEN)}", key)
    withheld, grades, survey = table.text("withheld"), table.text("grades"), table.text("survey", "", blank=True)
    if withheld not in LEAST:
        raise table.error(f"withheld {withheld!r}: there are {', '.join(LEAST)}", "withheld")
    if grades not in GRADE_TABLES:
        raise table.error(f"grades {grades!r}: there are {', '.join(GRADE_TABLES)}", "grades")
    if survey and survey not in SURVEYS:
        raise table.error(f"survey {survey!r}: the integrity zone has {', '.join(SURVEYS)}", "survey")
    name = _texts(table.table("name"))
    index = Index(
        key=key,
        name=name,
        short=_texts(table.table("short")),
        in_full=_texts(table.table("in_full")) if "in_full" in table.content else name,
        withheld=withheld,
        fewest_answers=table.whole("fewest_answers", least=FEWEST),
        grades=grades,
        also_on_four=table.flag("also_on_four"),
        faces=table.flag("faces"),
        survey=survey,
        source=_texts(table.table("source")),
    )
    table.nothing_else()
    return index


def _texts(table: Table) -> Mapping[str, str]:
    table.text("id")
    return {language: table.text(language) for language in table.content}


def _translated(found: Mapping[str, Index], file: Path) -> Mapping[str, Index]:
    """The indices with the names that a language's file gives them; those that it leaves out keep their Indonesian ones."""
    table, language, made = Table.read(file), file.parent.name, dict(found)
    for key in table.content:
        if key not in found:
            raise table.error(f"{key} is no index of {FILE}", key)
        own, before = table.table(key), found[key]
        name = own.text("name")
        made[key] = replace(
            before,
            name={**before.name, language: name},
            in_full={**before.in_full, language: own.text("in_full", name)},
            short={**before.short, language: own.text("short")},
            source={**before.source, language: own.text("source")},
        )
        own.nothing_else()
    return made
