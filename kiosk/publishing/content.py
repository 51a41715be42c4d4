"""What a published result says: every figure, name and sentence of the public page, frozen as canonical JSON.

The figures are those of the unit's reports (kiosk.documents.Filed), by the same keys, and none that the panel would not show. A head
chooses parts, and cannot choose within one: an index comes with its elements, its range, its basis and how many stand behind it, and what
is left out is named. docs/publishing.md describes every key; they are a promise to programs.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kiosk import proof
from kiosk.documents import Filed
from kiosk.documents.stable_keys import index_keys
from kiosk.documents.tables import element_name
from kiosk.figures import IndexFigure
from kiosk.followups import notices
from kiosk.indices import half_up
from kiosk.instruments import Index, Instrument
from kiosk.proof import Seal
from kiosk.words.catalogue import DEFAULT, in_each, in_language

FORMAT = 1
PARTICIPATION, DONE = "participation", "done"
LANGUAGES = ("id", "en")
LONGEST_ACTION = 200
"""Letters of what was done; a plan may have a thousand, and the page 15 kB in all."""


def parts_of(instrument: Instrument) -> Sequence[str]:
    """What may be chosen: each index by its key, how many of those served took part, and what was done."""
    return (*(index.key for index in instrument.indices), PARTICIPATION, DONE)


def composed(filed: Filed, parts: Collection[str], seal: Seal | None) -> bytes:
    """The result of a period with these parts, as it stands now; `seal`: the unit's newest, up to which its ledger was sealed."""
    # Words in it are Indonesian, or in both languages: in whichever the head happens to read.
    with in_language(DEFAULT):
        content = {
            "format": FORMAT,
            "unit": {"code": filed.unit.code, "name": filed.unit.name},
            "period": {"kind": filed.period.kind, "from": filed.period.first.isoformat(), "to": filed.period.last.isoformat()},
            "parts": [part for part in parts_of(filed.instrument) if part in parts],
            "left_out": [part for part in parts_of(filed.instrument) if part not in parts],
            "questionnaire": {
                "name": filed.instrument.name,
                "title": dict(filed.instrument.title),
                "legal_basis": filed.instrument.legal_basis,
            },
            "asked": {
                "visits": filed.report.counts.visits,
                "set_aside": filed.report.counts.set_aside,
                "channels": {way.value: n for way, n in filed.report.channels.items()},
            },
            "satisfaction": _satisfaction(filed),
            "indices": {index.key: _index(filed, index, shown=index.key in parts) for index in filed.instrument.indices},
            "seal": {"number": seal.number, "day": seal.day.isoformat(), "fingerprint": proof.fingerprint(seal)} if seal else None,
        }
        if PARTICIPATION in parts:
            content["participation"] = _participation(filed)
        if DONE in parts:
            content["done"] = _done(filed)
    return canonical(content)


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one form of it in bytes: JSON in UTF-8, keys sorted, nothing between them.

    >>> canonical({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _satisfaction(filed: Filed) -> dict[str, Any]:
    """Always there: it is what the page says first, good or bad."""
    share = filed.report.satisfaction
    if share is None:
        return {"satisfied": None, "n": None, "low": None, "high": None, "withheld": True}
    low, high = (str(half_up(end * 100, 1)) for end in (share.low, share.high))
    return {"satisfied": share.satisfied, "n": share.n, "low": low, "high": high}


def _index(filed: Filed, index: Index, *, shown: bool) -> dict[str, Any]:
    """An index that is left out has its name and nothing else. One of integrity has no elements (instruments/indices.toml)."""
    named = {"name": dict(index.in_full), "short": dict(index.short)}
    if not shown:
        return {**named, "published": False}
    figure = filed.report.indices[index.key]
    scale = [
        {"letter": each.letter, "from": str(each.lowest), "words": {"id": each.indonesian, "en": each.english}, "quoted": each.quoted}
        for each in index.table.grades
    ]
    return {
        **named,
        "published": True,
        **index_keys(figure),
        "scale": scale,
        "scale_source": index.table.source,
        "grades": [each.letter for each in figure.shown] if figure else [],
        "elements": _elements(filed, figure) if figure and not index.is_integrity else [],
    }


def _elements(filed: Filed, figure: IndexFigure) -> list[dict[str, Any]]:
    """In the questionnaire's order; "lowest": a test tells it from the others."""
    lines = {line.unsur: line for line in filed.report.elements[figure.index.key]}
    found = []
    for each in Filed.elements(figure):
        line = lines.get(each.code)
        found.append(
            {
                "code": each.code,
                "name": dict(each.name),
                "n": each.n,
                "nrr": str(half_up(each.nrr, 2)),
                "low": str(line.low) if line else None,
                "high": str(line.high) if line else None,
                "value": str(each.value),
                "lowest": bool(line and line.lowest),
            }
        )
    return found


def _participation(filed: Filed) -> dict[str, Any]:
    part, population = filed.report.participation, filed.population
    return {
        "served": part.served if part else None,
        "rated_of_served": part.visits if part else None,
        "days_entered": part.entered if part else None,
        "days_rated": part.rated if part else None,
        "respondents": filed.respondents,
        "population": population.count if population else None,
        "minimum": population.minimum if population else None,
        "enough": filed.enough,
    }


def _done(filed: Filed) -> dict[str, Any]:
    """What visitors were told since the period began, and what was finished; no name of anybody who does it."""
    told = [each for each in notices.of_unit(filed.unit) if each.withdrawn_at is None and filed.period.first <= each.since <= filed.today]
    return {
        "told": [{"text": dict(each.texts), "since": each.since.isoformat()} for each in told],
        "planned": len(filed.planned),
        "done": len(filed.done),
        "actions": [
            {
                "element": in_each(lambda action=each: element_name(filed, action), *LANGUAGES),  # type: ignore[misc]
                "action": _short(each.plan.action),
                "finished": each.finished_on.isoformat(),
            }
            for each in sorted(filed.done, key=lambda each: (each.status.day, each.id), reverse=True)
            if each.finished_on
        ],
    }


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_ACTION else f"{one_line[: LONGEST_ACTION - 1]}…"
