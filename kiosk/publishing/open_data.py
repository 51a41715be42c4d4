"""What a unit has published, for programs: as JSON and as a table. docs/publishing.md describes both; their keys are a promise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from kiosk.filings import IssuedReport, issued
from kiosk.places import Unit, installation
from kiosk.publishing.results import Edition, Held

COLUMNS = ("unit", "number", "from", "to", "part", "code", "figure", "value")
OF_INDEX = ("value", "grade", "grade_shown", "n", "low", "high", "mean", "basis", "complete", "with_older_weights")
OF_ELEMENT = ("n", "nrr", "low", "high", "value")
Row = tuple[str, ...]


def as_json(unit: Unit, held: Held, reports: Sequence[IssuedReport]) -> dict[str, Any]:
    """The result that the page shows, when and why it was published, or that it was withdrawn; what else there is; and issued `reports`."""
    newest = held.newest
    return {
        "format": 1,
        "demo": installation.is_demo(),
        "unit": {"code": unit.code, "name": unit.name},
        "published": _version(newest) if newest else None,
        "withdrawn": _withdrawn(newest),
        "result": json.loads(newest.result.content) if newest and not newest.withdrawal else None,
        "others": [_version(each) | {"withdrawn": _withdrawn(each)} for each in (*held.others, *held.earlier)],
        "reports": [_report(unit, each) for each in reports],
    }


def _report(unit: Unit, found: IssuedReport) -> dict[str, Any]:
    return {
        "number": issued.number(unit, found),
        "version": found.version,
        "kind": found.kind,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "title": found.title,
        "language": found.language,
        "at": found.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "code": found.code,
        "sha256": found.pdf,
    }


def _version(edition: Edition) -> dict[str, Any]:
    result = edition.result
    return {
        "number": result.number,
        "from": result.first.isoformat(),
        "to": result.last.isoformat(),
        "parts": list(edition.parts),
        "at": result.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "reason": result.reason,
        "sha256": result.sha256.hex(),
    }


def _withdrawn(edition: Edition | None) -> dict[str, str] | None:
    if edition is None or edition.withdrawal is None:
        return None
    return {"at": edition.withdrawal.made_at.astimezone(UTC).isoformat(timespec="seconds"), "reason": edition.withdrawal.reason}


def as_rows(held: Held) -> Iterator[Row]:
    """A figure a row, below COLUMNS; none while nothing is shown. Codes and numbers: no text that a spreadsheet takes for more."""
    yield COLUMNS
    if held.newest is None or held.newest.withdrawal:
        return
    content = json.loads(held.newest.result.content)
    of = (content["unit"]["code"], str(held.newest.number), content["period"]["from"], content["period"]["to"])
    for part, code, figure, value in _figures(content):
        yield (*of, part, code, figure, "" if value is None else str(value))


def _figures(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str, object]]:
    """(part, code within it, which figure, its value)"""
    asked, done = content["asked"], content.get("done", {})
    yield from (("asked", "", name, asked[name]) for name in ("visits", "set_aside"))
    yield from (("asked", way, "visits", n) for way, n in asked["channels"].items())
    yield from (("satisfaction", "", name, content["satisfaction"][name]) for name in ("n", "satisfied", "low", "high"))
    for key, index in content["indices"].items():
        if index["published"]:
            yield from ((key, "", name, index.get(name)) for name in OF_INDEX)
            yield from ((key, element["code"], name, element[name]) for element in index["elements"] for name in OF_ELEMENT)
    yield from (("participation", "", name, value) for name, value in content.get("participation", {}).items())
    yield from (("done", "", name, done[name]) for name in ("planned", "done") if done)
