"""Which lines of a table of responses are respondents. A sum or a mean that is counted as one is worse than a refusal.

A line tells what it is by its number, by its words, or by its figures; what none of them settles is asked (`Kind.UNSURE`). Figures are held
against the respondents above it, those since the last summary, and all: a line in which every cell is their mean, sum, count, … is suspect.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from statistics import median, mode

# Nobody is called so.
SURE = re.compile(
    r"\W*((sub|grand)\s*-?\s*)?(jumlah|jml|total|rata\s*-?\s*rata|rata2|rerata|rataan|nrr|ikm|ipk|skm|mean|average|sum|median|modus|"
    r"(nilai|indeks|index|bobot|mutu|kinerja|skor|hasil|persentase|prosentase|konversi)\s*[\s/]\s*\w+)(?![^\W_])",
    re.IGNORECASE,
)
# The sign of a sum, and that of a mean: an x with a bar.
SIGNS = re.compile("\\W*([Σ∑]|[xX][\u0304\u0305])")
# Somebody may be called so: together with figures that are no scores it is a summary, with scores it is asked.
LIKELY = re.compile(
    r"\W*(nilai|indeks|index|bobot|mutu|kinerja|skor|hasil|persentase|prosentase|konversi|rekap\w*|kesimpulan|min|minimum|max|maks|maksimum|"
    r"maximum|mode|avg|std|stdev|simpangan|standar|varian\w*|unsur|kategori|predikat|rata|ket|keterangan|ttd)(?![^\W_])",
    re.IGNORECASE,
)
FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?\s*%?")
LONGEST_NUMBER = 24
"""Letters of what is a respondent's number and no sentence."""


class Kind(Enum):
    """What a line is. A note has no score; a gap is the header again."""

    RESPONDENT = "respondent"
    SUMMARY = "summary"
    NOTE = "note"
    AGAIN = "again"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Row:
    """A line below the header. `scores` {question: cell}, only cells that hold something; a cell that is a score is an int.

    `beside`: what stands left of the questions, apart from the number, and `elsewhere` right of them.
    """

    number: int
    label: str
    beside: tuple[str, ...]
    elsewhere: tuple[str, ...]
    scores: dict[str, int | str]
    follows_gap: bool = False
    kind: Kind = Kind.RESPONDENT

    @property
    def called(self) -> str:
        """What tells a person which line it is: its label, else other words, else its first figures."""
        words = next((text for text in (self.label, *self.beside, *self.elsewhere) if text), "")
        return words or "; ".join(str(cell) for cell in [*self.scores.values()][:3])

    @property
    def strange(self) -> int:
        """How many cells are no scores."""
        return sum(isinstance(cell, str) for cell in self.scores.values())

    @property
    def is_figures(self) -> bool:
        """Whether every cell is a number, a score or not."""
        return all(isinstance(cell, int) or FIGURE.fullmatch(cell) for cell in self.scores.values())


def sort_rows(rows: Sequence[Row], respondents: frozenset[int] = frozenset(), summaries: frozenset[int] = frozenset()) -> list[Row]:
    """The rows, each with its kind. Of the lines with these numbers somebody has said what they are."""
    labels = _Labels([row.label for row in rows if row.label and row.scores and not _says(SURE, row)])
    last = max((place for place, row in enumerate(rows) if row.scores), default=-1)
    sorted_rows: list[Row] = []
    ended = False
    for place, row in enumerate(rows):
        if row.number in respondents or row.number in summaries:
            kind = Kind.SUMMARY if row.number in summaries else Kind.RESPONDENT
        elif row.kind is Kind.AGAIN:
            kind = row.kind
        else:
            others = _Others(rows, sorted_rows, place)
            is_edge = place in (0, last) or row.follows_gap or ended
            kind = _kind(row, others, labels, is_edge, ended)
        # After a summary, until a respondent with a number: what has none may be another summary.
        ended = kind in (Kind.SUMMARY, Kind.UNSURE) or (ended and kind is not Kind.RESPONDENT)
        sorted_rows.append(replace(row, kind=kind))
    return sorted_rows


def _kind(row: Row, others: "_Others", labels: "_Labels", is_edge: bool, ended: bool) -> Kind:
    has_number = labels.has_number(row)
    if _says(SURE, row) or SIGNS.match(row.label) or (not has_number and any(SURE.fullmatch(text) for text in row.elsewhere)):
        # A number and scores, and yet a word: a respondent with a word of hers, or a summary that was numbered.
        return Kind.UNSURE if has_number and row.scores and not row.strange else Kind.SUMMARY
    if has_number:
        return Kind.UNSURE if is_edge and others.counts(row.label) and others.matches(row, at_least=3) else Kind.RESPONDENT
    if not row.scores:
        return Kind.RESPONDENT if row.label and not labels.are_numbers else Kind.NOTE
    if row.strange:
        return _of_figures(row, others, labels.are_numbers, ended)
    if row.label:
        return _of_a_name(row, others, labels.are_numbers, is_edge)
    is_suspect = labels.there and ended
    return Kind.UNSURE if is_suspect or others.matches(row, exactly=not labels.there and not is_edge) else Kind.RESPONDENT


def _of_figures(row: Row, others: "_Others", is_numbered: bool, ended: bool) -> Kind:
    """A row without a number in which not all is scores. What is left a respondent is refused for its cells."""
    if not row.is_figures:
        return Kind.SUMMARY if _says(LIKELY, row) and row.strange == len(row.scores) else Kind.RESPONDENT
    is_mostly_strange = row.strange * 2 >= len(row.scores)
    if is_mostly_strange and (is_numbered or _says(LIKELY, row) or (ended and row.strange == len(row.scores))):
        return Kind.SUMMARY
    if others.matches(row):
        return Kind.SUMMARY if is_mostly_strange else Kind.UNSURE
    return Kind.RESPONDENT


def _of_a_name(row: Row, others: "_Others", is_numbered: bool, is_edge: bool) -> Kind:
    """A row of scores that is called by words: among numbers that is strange, among names it is a name."""
    is_strange = is_numbered or _says(LIKELY, row) or (is_edge and others.matches(row, exactly=True))
    return Kind.UNSURE if is_strange and not others.has(row.label) else Kind.RESPONDENT


def _says(words: re.Pattern[str], row: Row) -> bool:
    return any(words.match(text) for text in (row.label, *row.beside))


class _Labels:
    """How a table tells its respondents apart: by numbers (7, R-07, Responden 7), by names, or not at all."""

    def __init__(self, labels: Sequence[str]) -> None:
        numbers = Counter(_shape(label) for label in labels if re.search("[0-9]", label) and len(label) <= LONGEST_NUMBER)
        self.there = bool(labels)
        self.are_numbers = bool(numbers) and numbers.total() * 2 >= len(labels)
        self._shapes = numbers

    def has_number(self, row: Row) -> bool:
        """Whether the row has a respondent's number: formed as those of others. "Semester 1" among 1, 2, 3 is none, and a row without
        scores has none that is unlike all those of rows with scores.
        """
        shape = _shape(row.label)
        if not self.are_numbers or "#" not in shape or len(row.label) > LONGEST_NUMBER or LIKELY.match(row.label):
            return False
        is_wordy = self._shapes[shape] < 2 < len(row.label) and bool(re.search("[^\\W\\d_]{4}", shape)) and self._shapes.total() > 2
        return not is_wordy and (bool(row.scores) or shape in self._shapes)


def _shape(label: str) -> str:
    return re.sub("[0-9]+", "#", label.casefold())


# ── figures ───────────────────────────────────────────────────────────────────────────────────────────────────────

Statistic = Callable[[Sequence[int]], Fraction]
STATISTICS: tuple[Statistic, ...] = (
    lambda scores: Fraction(sum(scores), len(scores)),
    lambda scores: Fraction(sum(scores)),
    lambda scores: Fraction(len(scores)),
    lambda scores: Fraction(min(scores)),
    lambda scores: Fraction(max(scores)),
    lambda scores: Fraction(median(scores)),
    lambda scores: Fraction(mode(scores)),
    lambda scores: Fraction(sum(scores), len(scores)) * 25,
)
"""Of the scores of a question: mean (NRR), sum, count, least, greatest, median, commonest, mean × 25."""
EXACT = STATISTICS[:2]


class _Others:
    """The respondents that a row may be a summary of. Looked at only where a row is in doubt: each look costs all of them."""

    def __init__(self, rows: Sequence[Row], above: Sequence[Row], place: int) -> None:
        self._rows, self._above, self._place = rows, above, place

    def has(self, label: str) -> bool:
        """Whether one of those above is called so."""
        return any(row.label == label and row.kind is Kind.RESPONDENT for row in self._above)

    def counts(self, label: str) -> bool:
        """Whether the label is one of theirs, and how many they are: =COUNT(A2:A31), in the column of numbers."""
        return label == str(sum(row.kind is Kind.RESPONDENT for row in self._above)) and self.has(label)

    def matches(self, row: Row, *, exactly: bool = False, at_least: int = 1) -> bool:
        """Whether every cell is the same statistic of its question: as far as it is written out (3 is 3,47 rounded, or cut off).

        Exactly: to the last digit, of two respondents or more who are not all alike; no chance of many cells makes that.
        """
        ends = [place for place, each in enumerate(self._above) if each.kind is Kind.SUMMARY]
        respondents = [each for each in self._above if each.kind is Kind.RESPONDENT]
        block = [each for each in self._above[ends[-1] + 1 :] if each.kind is Kind.RESPONDENT] if ends else []
        every = [each for place, each in enumerate(self._rows) if place != self._place]
        # Where others have a label, one without is in doubt itself.
        has_labels = any(each.label for each in self._rows)
        usable = [
            [each for each in group if each.scores and not each.strange and (each.label or not has_labels)]
            for group in (respondents, block, every)
        ]
        groups = [group for group in usable if len(group) >= (2 if exactly else at_least)]
        return any(_is_of(row, group, exactly) for group in groups)


def _is_of(row: Row, group: Sequence[Row], exactly: bool) -> bool:
    given = {code: [score for each in group if isinstance(score := each.scores.get(code), int)] for code in row.scores}
    if not all(given.values()) or (exactly and all(len(set(scores)) == 1 for scores in given.values())):
        return False
    near = _is_exactly if exactly else _is_nearly
    return any(
        all(near(cell, statistic(given[code])) for code, cell in row.scores.items()) for statistic in (EXACT if exactly else STATISTICS)
    )


def _is_exactly(cell: int | str, value: Fraction) -> bool:
    return Fraction(str(cell).replace(",", ".")) == value if FIGURE.fullmatch(str(cell)) and "%" not in str(cell) else False


def _is_nearly(cell: int | str, value: Fraction) -> bool:
    """Whether the cell is the value, rounded or cut off to as many decimals as the cell has."""
    text = str(cell).replace(",", ".").rstrip("% ")
    step = Fraction(1, 10 ** min(len(text.partition(".")[2]), 9))
    return -step / 2 <= value - Fraction(text) < step
