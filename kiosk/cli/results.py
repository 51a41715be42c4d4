"""How commands print figures: as JSON for programs, as a table and sentences for people."""

import argparse
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from kiosk.figures import Figures, IndexFigure, QuestionFigure
from kiosk.indices import half_up
from kiosk.indices.intervals import Rule
from kiosk.words import figures, in_language
from kiosk.words.catalogue import DEFAULT, PANEL, in_text, languages_of
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import decimals, whole


def add_language(parser: argparse.ArgumentParser) -> None:
    """The options of every command that prints sentences, or JSON."""
    parser.add_argument("--language", choices=tuple(languages_of(PANEL)), default=DEFAULT, help="of what is printed (default id)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def index_json(figure: IndexFigure | None) -> dict[str, Any] | None:
    """Decimals as strings with a point; None while a question has no answer. `grade_shown` is in Indonesian."""
    if figure is None:
        return None
    return {
        "value": str(figure.value),
        "low": str(figure.low),
        "high": str(figure.high),
        "mean": str(figure.mean),
        "n": figure.n,
        "grade": figure.grade.letter,
        "grade_shown": indonesian(lambda: figures.letters(figure.shown)),
        "rule": figure.estimate.rule.value,
        "basis": indonesian(lambda: figures.basis(figure)),
        "complete": figure.complete,
        "dropped": figure.dropped,
    }


def question_json(figure: QuestionFigure) -> dict[str, Any]:
    return {"n": figure.n, "nrr": _text(figure.nrr), "weighted": _text(figure.weighted)}


def question_table(found: Figures) -> Iterator[str]:
    """A line per question with answers or weight: code and name, n, NRR, weight, weighted NRR."""
    rows = [figure for figure in found.questions.values() if figure.n or figure.weight]
    names = [f"{figure.question.code:4}{in_text(figure.question.name)}" for figure in rows]
    width = max(map(len, names)) + 2
    heads = (_("unsur"), "n", "NRR", _("bobot"), _("NRR tertimbang"))
    yield f"{heads[0]:{width}}{heads[1]:>7}{heads[2]:>9}{heads[3]:>8}{heads[4]:>16}"
    for name, figure in zip(names, rows, strict=True):
        nrr, weighted = (_written(value) for value in (figure.nrr, figure.weighted))
        yield f"{name:{width}}{whole(figure.n):>7}{nrr:>9}{figure.weight or '–'!s:>8}{weighted:>16}"


def index_sentences(found: Figures, *, of: str) -> Iterator[str]:
    """The text under the table: each index in a sentence, its mean, the older sheets' value, the ZI thresholds."""
    for index, figure in found.indices.items():
        if figure is None:
            yield _("%(name)s: belum dapat dihitung, ada unsur tanpa jawaban", name=figures.index_name(index))
            continue
        yield f"{figures.index(figure, of=of)}, {figures.basis(figure)}"
        mean, complete = decimals(figure.mean, 4), whole(figure.complete)
        yield _("  rata-rata %(mean)s dari 4; kuesioner lengkap: %(complete)s", mean=mean, complete=complete)
        if older := figure.as_on_older_sheets:
            weight, value = (decimals(each) for each in older[1:])
            yield _("  dengan bobot %(weight)s seperti lembar lama: %(value)s", weight=weight, value=value)
        if figure.estimate.rule is not Rule.T:
            yield f"  {figures.rule(figure)}"
        if figure.dropped:
            dropped = whole(figure.dropped)
            yield _("  %(dropped)s kunjungan yang tidak lengkap ada di tabel, tetapi tidak di indeks resmi ini", dropped=dropped)
        yield from (f"  {figures.threshold(each, figure)}" for each in found.instrument.thresholds(figure.index))


def indonesian(say: Callable[[], str]) -> str:
    """What JSON says, whatever language is spoken: its values are a promise to programs."""
    with in_language(DEFAULT):
        return say()


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(half_up(value, 4))


def _written(value: Fraction | None) -> str:
    return "–" if value is None else decimals(half_up(value, 4), 4)
