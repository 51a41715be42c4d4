"""Where the header of a table of responses stands, and what each of its columns is: title rows above it, and a second row of names.

A question is named by its code, or by words where no column has its code: those of its element, or of the question itself. Words alone
are believed only above cells that look like answers: "Waktu penyelesaian" is an element, and what a form calls the time of its end.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.grids import Fault, Line, Reading
from kiosk.instruments.instrument import Instrument
from kiosk.responses import dates

RESPONDENT = "respondent"
DAY = "day"
# What offices call the column that tells respondents apart, the surest first; compared without case, dots and signs.
NUMBERS = (
    RESPONDENT,
    *("no responden", "nomor responden", "no respondent", "no resp", "no res", "no respon", "id responden", "kode responden"),
    *("responden id", "responden", "no kuesioner", "nomor kuesioner", "no kuisioner", "no urut", "nomor urut", "no", "nomor", "number"),
    *("id", "#"),
)
LOOKED_AT = 40
"""Lines among which the header is looked for."""
CODED = re.compile(r"([a-z]+)\s*[-.]?\s*0*([0-9]{1,2})(?![^\W_])[\W_]*(.*)", re.IGNORECASE | re.DOTALL)
LETTERS = re.compile("[^\\W\\d_]")
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,3})\s*[).]?")
NUMBERED = re.compile(r"\s*(?:[a-z]{0,3}\s*[0-9]{1,2}\s*[.):-]\s*)?", re.IGNORECASE)
"""What forms put before a question: 7., P7), Q11:"""
SAMPLE = 20
"""Cells below a title that are looked at, to tell whether they are answers."""
FILLERS = frozenset(
    "pelayanan layanan pelaksana pelaksanaan petugas jenis unsur nilai skor jawaban kuesioner survei dan atau di dari dalam pada untuk "
    "yang yg kesesuaian kemudahan kecepatan kewajaran kualitas kejelasan ketersediaan tentang terhadap oleh the of and or in service "
    "services staff saudara anda bapak ibu apakah bagaimana pendapat menurut pemahaman".split()
)
"""Words that tell no element from another."""
REMARKS = frozenset("saran masukan kritik komentar harapan keluhan suggestion suggestions comment comments".split())
"""What is asked for in words, though an element is called after it too."""
OFFICES_SAY = {"aduan": "pengaduan", "sarpras": "sarana", "sapras": "sarana", "syarat": "persyaratan", "alur": "prosedur"}
LONG = 4
"""Words of what is a question and no name."""
ALIKE = 0.6
"""Of all telling words of two questions, the share that both have (Jaccard) from which on they are one."""


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` {code, `respondent` or `day`: place in the row}; `titles` as the file has them, a place each; `below` how many lines of the
    table are above the first respondent's. `unnamed` are places between the titles that have none.
    """

    row: int
    titles: Sequence[str]
    columns: Mapping[str, int]
    below: int
    readings: Sequence[Reading]
    faults: Sequence[Fault]

    @property
    def questions(self) -> dict[str, int]:
        return {code: place for code, place in self.columns.items() if code not in (RESPONDENT, DAY)}

    @property
    def unnamed(self) -> list[int]:
        return [place for place, title in enumerate(self.titles) if not title]


class Codes:
    """What a title may mean for an instrument."""

    def __init__(self, instrument: Instrument, form_order: bool) -> None:
        self.own = [q.code for q in instrument.questions if q.of_index]
        pulses = instrument.codes("pulse")
        called = dict(zip(self.own, instrument.form_order, strict=True)) if form_order else {code: code for code in self.own}
        self.meaning = called | {code: code for code in pulses}
        self._by_name = {name.casefold(): code for name, code in self.meaning.items()}
        self._series = {re.sub(r"\d", "", name) for name in self._by_name}
        self._words = {q.code: _words(" ".join(q.name.values())) for q in instrument.questions if q.of_index}
        self._names = {q.code: _all_words(" ".join(q.name.values())) - FILLERS for q in instrument.questions if q.of_index}
        self._asked = {
            q.code: [_all_words(text) - FILLERS for text in (*q.official.values(), *q.short.values())]
            for q in instrument.questions
            if q.of_index
        }

    def of(self, title: str) -> str | None:
        """The question that a title names: U1, u1 Persyaratan, U-01. None: none."""
        found = CODED.match(title)
        return self._by_name.get(title.casefold()) or (self._by_name.get((found[1] + found[2]).casefold()) if found else None)

    def by_words(self, title: str) -> str | None:
        """The question that words name: Sarana Prasarana; 7. Bagaimana pendapat Saudara tentang …? None: none, or several."""
        words = {OFFICES_SAY.get(word, word) for word in _all_words(NUMBERED.sub("", title, count=1))}
        telling = words - FILLERS
        if not telling - REMARKS:
            return None
        fits = [code for code, own in self._names.items() if telling <= own]
        if len(words) >= LONG and not fits and not words & REMARKS:
            fits = [code for code, own in self._names.items() if telling & own - REMARKS]
        if len(words) >= LONG and len(fits) != 1:
            near = {code: max(len(telling & asked) / len(telling | asked) for asked in own) for code, own in self._asked.items()}
            fits = [code for code, share in near.items() if share >= ALIKE and share == max(near.values())]
        return fits[0] if len(fits) == 1 else None

    def count(self, cells: Sequence[str]) -> int:
        """How many questions these cells name by their codes."""
        return len({code for cell in cells if (code := self.of(" ".join(cell.split())))})

    def count_words(self, cells: Sequence[str]) -> int:
        """How many questions these cells name by their codes or by words."""
        titles = [" ".join(cell.split()) for cell in cells]
        return len({code for title in titles if (code := self.of(title) or self.by_words(title))})

    def is_like(self, title: str) -> bool:
        """Whether a title is coded as questions are, though it is none of them: U9 of a questionnaire with eight."""
        found = CODED.match(title)
        return bool(found and found[1].casefold() in self._series)

    def other(self, code: str, title: str) -> str:
        """The question that the words of a title name instead of their code's: U8 Sarana is U9. Empty: none."""
        found = CODED.match(title)
        words = _words(found[3]) if found else set()
        fits = {each for each, own in self._words.items() if words & own}
        return "" if code in fits or len(fits) != 1 else fits.pop()


def is_number(title: str) -> bool:
    """Whether offices call the column of respondents so."""
    return _plain(title) in NUMBERS


MayBe = Callable[[str, str], bool]
"""Whether a cell looks like an answer to the question with this code."""


def find_header(lines: Sequence[Line], codes: Codes, may_be: MayBe) -> Header:
    """The line that names most questions, the first of several; with what belongs to it above and below. The first line if none does."""
    named = [(codes.count_words(line.cells), codes.count(line.cells)) for line in islice(lines, LOOKED_AT)]
    top = max(range(len(named)), key=lambda place: named[place])
    titles = [" ".join(cell.split()) for cell in lines[top].cells]
    first = top
    if top and _is_upper_half(lines[top - 1], lines[top]):
        first, above = top - 1, [" ".join(cell.split()) for cell in lines[top - 1].cells]
        wide = max(len(titles), len(above))
        # A merged cell has its text in its first place alone: what has no title of its own has the one above.
        pairs = zip(_filled(titles, wide), _filled(above, wide), strict=True)
        titles = [high if codes.by_words(high) and not codes.by_words(low) and not codes.of(low) else low or high for low, high in pairs]
    while titles and not titles[-1]:
        titles.pop()  # spreadsheets write delimiters for columns that were once in use
    row = lines[top].number
    columns, readings, faults = _columns(titles, codes, row, _Below(lines[top + 1 :], may_be))
    around = [Reading("titles", lines[0].number, found=_text_of(lines[0]), first=lines[first - 1].number)] if first else []
    around += [Reading("two-headers", lines[first].number, first=row)] if first < top else []
    below = top + 1
    while below < len(lines) and below <= top + 2 and (kind := _goes_on(lines[below], columns, may_be)):
        around.append(Reading(kind, lines[below].number))
        below += 1
    return Header(row, titles, columns, below, [*around, *readings], faults)


def repeats(line: Line, header: Header) -> bool:
    """Whether a line below is the header again, as on each page of a print."""
    cells = [" ".join(cell.split()).casefold() for cell in line.cells]
    named = [place for place in header.questions.values() if place < len(cells)]
    return len(named) > 1 and all(cells[place] == header.titles[place].casefold() for place in named)


class _Below:
    """The first cells below each title, as far as they tell what a column is."""

    def __init__(self, lines: Sequence[Line], may_be: MayBe) -> None:
        self._lines, self._may_be = lines[: 4 * SAMPLE], may_be

    def answers(self, place: int, code: str) -> bool:
        """Whether they look like answers; so do no cells at all."""
        cells = self._cells(place)
        return 2 * sum(self._may_be(code, cell) for cell in cells) >= len(cells)

    def days(self, place: int) -> bool:
        """Whether they look like days."""
        cells = self._cells(place)
        return bool(cells) and 2 * sum(map(dates.is_day, cells)) >= len(cells)

    def _cells(self, place: int) -> list[str]:
        there = (line.cells[place] for line in self._lines if place < len(line.cells))
        return list(islice(filter(None, there), SAMPLE))


def _columns(titles: Sequence[str], codes: Codes, row: int, below: _Below) -> tuple[dict[str, int], list[Reading], list[Fault]]:
    columns: dict[str, int] = {}
    readings, faults = [], []
    number = _number_column(titles)
    meant = [RESPONDENT if place == number or title.casefold() == RESPONDENT else codes.of(title) for place, title in enumerate(titles)]
    in_words = _in_words(titles, meant, codes, below)
    day = _day_column(titles, [code or in_words.get(place) for place, code in enumerate(meant)], below)
    for place, title in enumerate(titles):
        code = meant[place] or in_words.get(place) or (DAY if place == day else None)
        if code in columns:
            faults.append(Fault("repeated-column", row, title))
        elif code is None and codes.is_like(title):
            faults.append(Fault("unknown-column", row, title, str(place + 1)))
        else:
            told = _said_of(title, code, codes, row)
            readings += [each for each in told if isinstance(each, Reading)]
            faults += [each for each in told if isinstance(each, Fault)]
        if code:
            columns.setdefault(code, place)
    faults += [Fault("missing-column", row, name) for name, code in codes.meaning.items() if code in codes.own and code not in columns]
    if number is None:
        readings.append(Reading("no-number", row))
    return columns, readings, faults


def _in_words(titles: Sequence[str], meant: Sequence[str | None], codes: Codes, below: _Below) -> dict[int, str]:
    """{place: question} of the columns that name one by words alone, which has no column by its code."""
    found = {}
    for place, title in enumerate(titles):
        code = None if meant[place] or codes.is_like(title) else codes.by_words(title)
        if code and code not in meant and below.answers(place, code):
            found[place] = code
    return found


def _day_column(titles: Sequence[str], taken: Sequence[str | None], below: _Below) -> int | None:
    """The place of the column of days; of several, one that has days, by the surest name."""
    ranked = []
    for place, title in enumerate(titles):
        named = dates.rank(_plain(title.replace("_", " "))) if title and taken[place] is None else None
        if named is not None:
            ranked.append((not below.days(place), named, place))
    return min(ranked)[2] if ranked else None


def _said_of(title: str, code: str | None, codes: Codes, row: int) -> list[Reading | Fault]:
    """What is said of a column by itself; nothing where its title is the code, or empty."""
    if code is None:
        return [Reading("skipped-column", row, title)] if title else []
    if code == RESPONDENT:
        return [Reading("number-column", row, title)] if title.casefold() != RESPONDENT else []
    if code == DAY:
        return [Reading("day-column", row, title)]
    if codes.of(title) and (other := codes.other(code, title)):
        return [Fault("other-question", row, title, other)]
    return [Reading("question-column", row, title, code)] if title.casefold() not in map(str.casefold, codes.meaning) else []


def _number_column(titles: Sequence[str]) -> int | None:
    """The place of the column that tells respondents apart; of several, the one with the surest name."""
    found = [(NUMBERS.index(_plain(title)), place) for place, title in enumerate(titles) if is_number(title)]
    return min(found)[1] if found else None


def _is_upper_half(above: Line, header: Line) -> bool:
    """Whether the line above a header is its upper half: right above it, with the number's title or several that the lower half lacks."""
    over = [cell for cell in above.cells if cell]
    return above.number == header.number - 1 and (len(over) > 1 or any(map(is_number, over)))


def _goes_on(line: Line, columns: Mapping[str, int], may_be: MayBe) -> str:
    """What a line right below a header is, if it belongs to it: `second-header` (names of the questions), `column-numbers`. Else empty."""
    cells = dict(enumerate(line.cells))
    number = cells.get(columns.get(RESPONDENT, -1), "")
    asked = {code: text for code, place in columns.items() if code not in (RESPONDENT, DAY) and (text := cells.get(place, ""))}
    counted = [int(found[1]) for text in line.cells if (found := COLUMN_NUMBER.fullmatch(text))]
    filled = sum(map(bool, line.cells))
    # (1) (2) (3) …, as official forms number their columns; longer than any scale, so that it is nobody's answers.
    if filled == len(counted) > 5 and counted == list(range(counted[0], counted[0] + filled)):
        return "column-numbers"
    # Answers may be words or letters too, and a name may be a word that is an answer elsewhere.
    is_named = len(asked) * 2 > len(columns) - 1 and all(LETTERS.search(text) for text in asked.values())
    if is_named and any(may_be(code, text) for code, text in asked.items()):
        return ""
    return "second-header" if is_named and (not number or is_number(number)) else ""


def _filled(cells: Sequence[str], wide: int) -> list[str]:
    return [*cells, *[""] * (wide - len(cells))]


def _text_of(line: Line) -> str:
    return " ".join(cell for cell in line.cells if cell)


def _plain(title: str) -> str:
    return title if title == "#" else " ".join(re.findall(r"\w+", title.casefold()))


def _all_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def _words(text: str) -> set[str]:
    """Words that tell questions apart: none that is short, or that stands in the name of several."""
    return {
        word for word in re.findall(r"\w{4,}", text.casefold()) if word not in ("pelayanan", "pelaksana", "layanan", "service", "staff")
    }
