"""Which lines of a table of responses are respondents. A sum or a mean that is counted as one is worse than a refusal.

A line tells what it is by its number, by its words, or by its figures; what none of them settles is asked (`Kind.UNSURE`). Figures are held
against the respondents above it, those since the last summary, and all: a line in which every cell is their mean, sum, count, … is suspect.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from itertools import accumulate

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
    others = _Others(rows)
    ended = False
    for place, row in enumerate(rows):
        if row.number in respondents or row.number in summaries:
            kind = Kind.SUMMARY if row.number in summaries else Kind.RESPONDENT
        elif row.kind is Kind.AGAIN:
            kind = row.kind
        else:
            is_edge = place in (0, last) or row.follows_gap or ended
            kind = _kind(row, others, labels, is_edge, ended)
        # After a summary, until a respondent with a number: what has none may be another summary.
        ended = kind in (Kind.SUMMARY, Kind.UNSURE) or (ended and kind is not Kind.RESPONDENT)
        sorted_rows.append(replace(row, kind=kind))
        others.pass_by(sorted_rows[-1])
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

Given = Counter[int]
"""How often each score was given to a question."""
Statistic = Callable[[Given], Fraction]


def _sum(given: Given) -> Fraction:
    return Fraction(sum(score * times for score, times in given.items()))


def _mean(given: Given) -> Fraction:
    return _sum(given) / given.total()


def _median(given: Given) -> Fraction:
    """The middle one, or the mean of the two in the middle."""
    scores = sorted(given)
    upto = list(accumulate(given[score] for score in scores))
    middle = [scores[bisect_left(upto, place)] for place in ((given.total() + 1) // 2, given.total() // 2 + 1)]
    return Fraction(sum(middle), 2)


def _commonest(given: Given) -> list[int]:
    return [score for score, times in given.items() if times == max(given.values())]


STATISTICS: tuple[Statistic, ...] = (
    _mean,
    _sum,
    lambda given: Fraction(given.total()),
    lambda given: Fraction(min(given)),
    lambda given: Fraction(max(given)),
    _median,
    lambda given: Fraction(min(_commonest(given))),
    lambda given: Fraction(max(_commonest(given))),
    lambda given: _mean(given) * 25,
)
"""Of the scores of a question: mean (NRR), sum, count, least, greatest, median, commonest (of several: least or greatest), mean × 25."""
EXACT: tuple[Statistic, ...] = (_mean, _sum)


class _Scores:
    """What some respondents answered, {question: how often each score}, and how many they are."""

    def __init__(self) -> None:
        self.given: dict[str, Given] = {}
        self.respondents = 0

    def add(self, row: Row, times: int = 1) -> None:
        self.respondents += times
        for code, score in row.scores.items():
            if isinstance(score, int):
                self.given.setdefault(code, Counter())[score] += times


class _Others:
    """The respondents that a row may be a summary of: those above it, those since the last summary, and all. Each look costs the same,
    however many there are: they are kept as counts.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        # Where others have a label, one without is in doubt itself.
        self._has_labels = any(row.label for row in rows)
        self._above, self._block, self._every = _Scores(), _Scores(), _Scores()
        self._labels: set[str] = set()
        self._respondents = 0
        for row in filter(self._is_usable, rows):
            self._every.add(row)

    def pass_by(self, row: Row) -> None:
        """The row has its kind, and is above all that come."""
        if row.kind is Kind.SUMMARY:
            self._block = _Scores()
        elif row.kind is Kind.RESPONDENT:
            self._labels.add(row.label)
            self._respondents += 1
            for group in (self._above, self._block) if self._is_usable(row) else ():
                group.add(row)

    def _is_usable(self, row: Row) -> bool:
        return bool(row.scores) and not row.strange and bool(row.label or not self._has_labels)

    def has(self, label: str) -> bool:
        """Whether one of those above is called so."""
        return label in self._labels

    def counts(self, label: str) -> bool:
        """Whether the label is one of theirs, and how many they are: =COUNT(A2:A31), in the column of numbers."""
        return label == str(self._respondents) and self.has(label)

    def matches(self, row: Row, *, exactly: bool = False, at_least: int = 1) -> bool:
        """Whether every cell is the same statistic of its question: as far as it is written out (3 is 3,47 rounded, or cut off).

        Exactly: to the last digit, of two respondents or more who are not all alike; no chance of many cells makes that.
        """
        times = 1 if self._is_usable(row) else 0
        self._every.add(row, -times)
        try:
            groups = [group for group in (self._above, self._block, self._every) if group.respondents >= (2 if exactly else at_least)]
            return any(_is_of(row, group, exactly) for group in groups)
        finally:
            self._every.add(row, times)


def _is_of(row: Row, group: _Scores, exactly: bool) -> bool:
    given = {code: +group.given.get(code, Counter()) for code in row.scores}
    if not all(given.values()) or (exactly and all(len(scores) == 1 for scores in given.values())):
        return False
    near, statistics = (_is_exactly, EXACT) if exactly else (_is_nearly, STATISTICS)
    return any(all(near(cell, statistic(given[code])) for code, cell in row.scores.items()) for statistic in statistics)


def _is_exactly(cell: int | str, value: Fraction) -> bool:
    return isinstance(cell, int) and cell == value


def _is_nearly(cell: int | str, value: Fraction) -> bool:
    """Whether the cell is the value, rounded or cut off to as many decimals as the cell has."""
    text = str(cell).replace(",", ".").rstrip("% ")
    step = Fraction(1, 10 ** min(len(text.partition(".")[2]), 9))
    return -step / 2 <= value - Fraction(text) < step
