"""The success criteria of WCAG 2.2 (A and AA), each with how it was tested, or that it was not: data (criteria.toml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.instruments.table import Table

FILE = Path(__file__).with_name("criteria.toml")
TESTED, PARTLY, ABSENT, UNTESTED = STATES = ("tested", "partly", "absent", "untested")
IN_EUROPEAN_STANDARD = ("2.0", "2.1")
"""Versions of WCAG whose criteria EN 301 549 V3.2.1 has."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """`by`: axe, or names of tests; `how`: what was looked at and what was not, empty where that says all."""

    number: str
    level: str
    since: str
    name: Mapping[str, str]
    state: str
    by: Sequence[str]
    how: Mapping[str, str]

    @property
    def clause(self) -> str:
        """Of EN 301 549 V3.2.1; empty for what came with WCAG 2.2."""
        return f"9.{self.number}" if self.since in IN_EUROPEAN_STANDARD else ""


@cache
def criteria() -> Sequence[Criterion]:
    """In the order of WCAG. Raises InstrumentError with file, line and reason."""
    whole = Table.read(FILE)
    whole.text("source")
    found = [_criterion(each) for each in whole.tables("criteria")]
    whole.nothing_else()
    return found


def _criterion(table: Table) -> Criterion:
    state, by = table.text("state"), table.strings("by", ())
    if state not in STATES:
        raise table.error(f"state {state!r}: there are {', '.join(STATES)}", "state")
    if bool(by) != (state in (TESTED, PARTLY)):
        raise table.error("what is tested says by what, and nothing else does", "state")
    found = Criterion(
        number=table.text("number"),
        level=table.text("level"),
        since=table.text("since"),
        name=_texts(table.table("name")),
        state=state,
        by=by,
        how=_texts(table.table("how")) if "how" in table.content else {},
    )
    table.nothing_else()
    return found


def _texts(table: Table) -> Mapping[str, str]:
    return {language: table.text(language) for language in ("id", "en")}
