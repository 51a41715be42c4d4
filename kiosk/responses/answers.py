"""What a cell of a question says: 1 to 4, 4,0, a letter of the printed form, or the words of an answer. A column is of one kind.

Words are first those of the question itself. Offices also ask every question with the same four ("Sangat puas" … "Tidak puas"): these
are read by their rung, as far as one of the two ladders in use is told by the table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

from kiosk.instruments.instrument import Instrument

# A spreadsheet that shows decimals. No more than two: in Indonesian, 3.000 is three thousand.
WITH_DECIMALS = re.compile("([0-9])[.,]0{1,2}")
UNANSWERED = ("-", "–", "—")
LETTERS = ("a", "b", "c", "d")
RUNGS = re.compile(
    r"(?:(sangat tidak|sangat|kurang|tidak) )?"
    r"(puas|memuaskan|baik|setuju|sesuai|mudah|cepat|jelas|wajar|ramah|sopan|kompeten|mampu|nyaman|lengkap|bersih|aman|adil|transparan)"
)
LADDERS: tuple[Mapping[str, int], ...] = (
    {"tidak": 1, "kurang": 2, "": 3, "sangat": 4},
    {"sangat tidak": 1, "tidak": 2, "": 3, "sangat": 4},
)
"""{first word: score} of the two. "Tidak puas" is the lowest of one and the second of the other."""
# Sangat sesuai (4), 4. Sangat sesuai, d) Sangat sesuai
_NUMBERED = re.compile(r"(?:([0-9]|[a-dA-D])\s*[.):=-]\s*)?(.*?)(?:\s*\(\s*([0-9])\s*\))?", re.DOTALL)


class Means(Enum):
    NUMBERS = "numbers"
    LETTERS = "letters"
    WORDS = "words"


class Columns:
    """How the columns of an instrument's questions are read."""

    def __init__(self, instrument: Instrument, codes: Iterable[str]) -> None:
        self.scores: dict[str, dict[str, int]] = {}
        self._labels: dict[str, dict[str, int]] = {}
        for code in codes:
            question = instrument.need(code)
            self.scores[code] = {str(score): score for score in question.scores}
            own = [zip(labels, question.scores, strict=True) for labels in question.labels.values()]
            self._labels[code] = {_plain(label): score for labels in own for label, score in labels}
        self.kinds: dict[str, Means] = {}
        self._ladder: Mapping[str, int] = {}
        self._own: dict[str, bool] = {}

    def look_at(self, cells: Mapping[str, Iterable[str]]) -> None:
        """Decide by all cells of each question how its column is read."""
        rungs: set[str] = set()
        for code, texts in cells.items():
            given = Counter(texts)
            often = Counter[Means]()
            for text, n in given.items():
                often[_kind_of(text)] += n
            # Numbers before letters, and these before words, where there are as many.
            self.kinds[code] = max(Means, key=lambda kind: often[kind]) if often else Means.NUMBERS
            words = [_words(text)[1] for text in given if _kind_of(text) is Means.WORDS]
            self._own[code] = not any(word not in self._labels[code] and RUNGS.fullmatch(word) for word in words)
            if not self._own[code]:
                rungs |= {found[1] or "" for word in words if (found := RUNGS.fullmatch(word))}
        fitting = [ladder for ladder in LADDERS if rungs <= ladder.keys()]
        self._ladder = fitting[0] if len(fitting) == 1 else {rung: n for rung, n in LADDERS[0].items() if LADDERS[1].get(rung) == n}

    def score(self, code: str, text: str) -> int | str:
        """The cell's score; the cell itself, if it is none or not of its column's kind."""
        kind, known = self.kinds.get(code, Means.NUMBERS), self.scores[code]
        if _kind_of(text) is not kind:
            return text
        if kind is Means.NUMBERS:
            found = WITH_DECIMALS.fullmatch(text)
            return known.get(found[1] if found else text, text)
        if kind is Means.LETTERS:
            return self._by_letter(code, text, text)
        return self._by_words(code, text)

    def may_be(self, code: str, text: str) -> bool:
        """Whether a cell looks like an answer to the question, of whichever kind."""
        _number, word = _words(text)
        found = WITH_DECIMALS.fullmatch(text)
        known = self.scores[code]
        return (
            (found[1] if found else text) in known
            or text.casefold() in LETTERS
            or word in self._labels[code]
            or bool(RUNGS.fullmatch(word))
        )

    def _by_letter(self, code: str, letter: str, otherwise: str) -> int | str:
        """Source: the questionnaire in the annex of PermenPANRB 14/2017, where a is 1 and d is 4."""
        return dict(zip(LETTERS, self.scores[code].values(), strict=False)).get(letter.casefold(), otherwise)

    def _by_words(self, code: str, text: str) -> int | str:
        number, word = _words(text)
        score = self._labels[code].get(word) if self._own[code] or not RUNGS.fullmatch(word) else None
        if score is None and (found := RUNGS.fullmatch(word)) and len(self.scores[code]) == len(LADDERS[0]) and not self._own[code]:
            score = self._ladder.get(found[1] or "")
        if score is None:
            return text
        said = self.scores[code].get(number) or (self._by_letter(code, number, "") if number else score)
        return score if said == score else text


def _kind_of(text: str) -> Means:
    if re.fullmatch(r"[-+]?[0-9][0-9.,]*\s*%?", text):
        return Means.NUMBERS
    return Means.LETTERS if text.casefold() in LETTERS else Means.WORDS


def _words(text: str) -> tuple[str, str]:
    """("4", "sangat sesuai") of "4. Sangat sesuai"; the first is empty where there is no number or letter before or after."""
    found = _NUMBERED.fullmatch(text.strip()) if len(text) < 200 else None
    return ("", _plain(text)) if found is None else (found[1] or found[3] or "", _plain(found[2]))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split()).rstrip(".")
