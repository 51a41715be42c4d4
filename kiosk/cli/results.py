"""How commands print figures: as JSON for programs, as a table and sentences for people."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kiosk.indices import THRESHOLDS, half_up
from kiosk.indices.intervals import Rule
from kiosk.instruments import WEIGHTED
from kiosk.reports import IndexFigure
from kiosk.reports.figures import Figures, QuestionFigure
from kiosk.words import sentences, writing

LANGUAGES = tuple(writing.LOCALES)


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
        "grade_shown": sentences.letters(figure.shown, "id"),
        "rule": figure.estimate.rule.value,
        "basis": sentences.basis(figure, "id"),
        "complete": figure.complete,
        "dropped": figure.dropped,
    }


def question_json(figure: QuestionFigure) -> dict[str, Any]:
    return {"n": figure.n, "nrr": _text(figure.nrr), "weighted": _text(figure.weighted)}


def question_table(figures: Figures, language: str) -> Iterator[str]:
    """A line per question with answers or weight: code and name, n, NRR, weight, weighted NRR."""
    rows = [figure for figure in figures.questions.values() if figure.n or figure.weight]
    names = [f"{figure.question.code:4}{figure.question.name[language]}" for figure in rows]
    width = max(map(len, names)) + 2
    heads = {"id": ("unsur", "n", "NRR", "bobot", "NRR tertimbang"), "en": ("element", "n", "NRR", "weight", "weighted NRR")}[language]
    yield f"{heads[0]:{width}}{heads[1]:>7}{heads[2]:>9}{heads[3]:>8}{heads[4]:>16}"
    for name, figure in zip(names, rows, strict=True):
        nrr, weighted = (_written(value, language) for value in (figure.nrr, figure.weighted))
        yield f"{name:{width}}{writing.whole(figure.n, language):>7}{nrr:>9}{figure.weight or '–'!s:>8}{weighted:>16}"


def index_sentences(figures: Mapping[str, IndexFigure | None], language: str, *, of: str) -> Iterator[str]:
    """What stands under the table: each index in a sentence, its mean, the older sheets' value, the ZI thresholds."""
    for index, figure in figures.items():
        if figure is None:
            yield {
                "id": f"{sentences.NAMES[index]}: belum dapat dihitung, ada unsur tanpa jawaban",
                "en": f"{sentences.NAMES[index]}: cannot be computed yet, an element has no answer",
            }[language]
            continue
        yield f"{sentences.index(figure, language, of=of)}, {sentences.basis(figure, language)}"
        mean, complete = writing.decimals(figure.mean, language, 4), writing.whole(figure.complete, language)
        yield {
            "id": f"  rata-rata {mean} dari 4; kuesioner lengkap: {complete}",
            "en": f"  mean {mean} of 4; complete questionnaires: {complete}",
        }[language]
        if older := figure.as_on_older_sheets:
            weight, value = (writing.decimals(each, language) for each in older[1:])
            yield {
                "id": f"  dengan bobot {weight} seperti lembar lama: {value}",
                "en": f"  with a weight of {weight} as on older sheets: {value}",
            }[language]
        if figure.estimate.rule is not Rule.T:
            yield f"  {sentences.rule(figure, language)}"
        if figure.dropped:
            dropped = writing.whole(figure.dropped, language)
            yield {
                "id": f"  {dropped} kunjungan yang tidak lengkap ada di tabel, tetapi tidak di indeks resmi ini",
                "en": f"  {dropped} incomplete visits are in the table, but not in this official index",
            }[language]
        # The integrity zone looks at SPKP and SPAK together; a survey of satisfaction alone is neither.
        if all(index in figures for index in WEIGHTED):
            yield from (f"  {sentences.threshold(each, figure, language)}" for each in THRESHOLDS if each.index == index)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(half_up(value, 4))


def _written(value: Fraction | None, language: str) -> str:
    return "–" if value is None else writing.decimals(half_up(value, 4), language, 4)
