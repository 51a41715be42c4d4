"""Every figure of a report by stable keys, for programs. Decimals are texts with a point; what is withheld is null, and says so."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.documents.filed import Filed
from kiosk.documents.outline import Outline
from kiosk.figures import IndexFigure
from kiosk.indices import half_up
from kiosk.indices.index import converted
from kiosk.words.catalogue import DEFAULT, in_language
from kiosk.words.figures import basis, letters


def as_json(filed: Filed, outline: Outline) -> dict[str, Any]:
    """Words in it are Indonesian, whatever language is spoken: its values are a promise to programs."""
    report, population = filed.report, filed.population
    with in_language(DEFAULT):
        return {
            "kind": outline.kind,
            "outline": outline.name,
            "unit": filed.unit.code,
            "from": filed.period.first.isoformat(),
            "to": filed.period.last.isoformat(),
            "until": report.until.isoformat(),
            "instrument": filed.instrument.name,
            "visits": report.counts.visits,
            "answers": report.counts.answers,
            "set_aside": report.counts.set_aside,
            "channels": {str(way): n for way, n in report.channels.items()},
            "indices": {key: index_keys(figure) for key, figure in report.indices.items()},
            "questions": _questions(filed),
            "sample": {
                "population": population.count if population else None,
                "minimum": population.minimum if population else None,
                "actual": filed.respondents,
                "enough": filed.enough,
            },
            "respondents": {line.question.code: _counts(line.scores, line.question.scores) for line in report.profile},
            "trend": [
                {"from": period.first.isoformat(), "to": period.last.isoformat()} | index_keys(figure) for period, figure in filed.trend
            ],
            "past": [
                {
                    "from": each.first.isoformat(),
                    "to": each.last.isoformat(),
                    "origin": "typed" if each.is_typed else "import",
                    "number": each.number,
                    "source": each.source,
                    "instrument": each.instrument.name,
                    "n": each.respondents,
                }
                | (index_keys(each.figure) if each.figure else {"value": None if each.value is None else str(each.value)})
                for each in filed.past
            ],
            "thresholds": [
                {
                    "survey": asked.survey,
                    "award": asked.award,
                    "needed": str(half_up(asked.mean, 4)) if asked.verified else None,
                    "mean": str(figure.mean),
                    "distance": str(half_up(asked.distance(figure.estimate.mean), 4)) if asked.verified else None,
                    "points": str(half_up(asked.points_of(figure.estimate.mean), 2)),
                    "checked": asked.verified,
                }
                for figure, asked in filed.thresholds
            ],
            "followups": [
                {
                    "number": each.id,
                    "element": each.element,
                    "action": each.plan.action,
                    "due": str(each.due),
                    "responsible": each.plan.responsible,
                    "status": each.status.status,
                }
                for each in filed.actions
            ],
            "followups_done": str(half_up(filed.done_share * 100, 2)) if filed.done_share is not None else None,
            "months_since": filed.months_since,
            "forum_on": filed.inputs.forum_on.isoformat() if filed.inputs.forum_on else None,
        }


def several_as_json(units: Sequence[Filed], outline: Outline) -> dict[str, Any]:
    """The same of several units, each by its code."""
    first = units[0].period
    return {
        "kind": outline.kind,
        "outline": outline.name,
        "from": first.first.isoformat(),
        "to": first.last.isoformat(),
        "units": {each.unit.code: as_json(each, outline) for each in units},
    }


def index_keys(figure: IndexFigure | None) -> dict[str, Any]:
    """An index: value, grade, range, how many stand behind it, and on what basis; None: it is withheld."""
    if figure is None:
        return {"value": None, "grade": None, "n": None, "low": None, "high": None, "mean": None, "basis": None, "withheld": True}
    older = figure.as_on_older_sheets
    return {
        "value": str(figure.value),
        "grade": figure.grade.letter if figure.shown else None,
        "grade_shown": letters(figure.shown),
        "n": figure.n,
        "low": str(figure.low),
        "high": str(figure.high),
        "mean": str(figure.mean),
        "basis": basis(figure),
        "complete": figure.complete,
        "with_older_weights": str(older[2]) if older else None,
    }


def _questions(filed: Filed) -> dict[str, Any]:
    """Of every question of an index: its own mean and its part in the index."""
    found: dict[str, Any] = {}
    for key, figure in filed.report.indices.items():
        if figure is None:
            withheld = {"nrr": None, "nrr_weighted": None, "value": None, "n": None, "withheld": True}
            found |= dict.fromkeys(filed.instrument.codes(key), withheld)
            continue
        for each in figure.questions:
            if each.nrr is not None and each.weighted is not None:
                found[each.question.code] = {
                    "nrr": str(half_up(each.nrr, 4)),
                    "nrr_weighted": str(half_up(each.weighted, 4)),
                    "value": str(half_up(converted(each.nrr), 2)),
                    "n": each.n,
                    "scores": _counts(each.scores, each.question.scores),
                }
    return found


def _counts(counts: Mapping[int, int], every: Iterable[int]) -> dict[str, int]:
    return {str(score): counts.get(score, 0) for score in every}
