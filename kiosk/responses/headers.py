"""Where the header of a table of responses stands, and what each of its columns is: title rows above it, and a second row of names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.grids import Fault, Line, Reading
from kiosk.instruments.instrument import Instrument

RESPONDENT = "respondent"
# What offices call the column that tells respondents apart, the surest first; compared without case, dots and signs.
NUMBERS = (
    RESPONDENT,
    *("no responden", "nomor responden", "no respondent", "no resp", "id responden", "kode responden", "responden id", "responden"),
    *("no kuesioner", "nomor kuesioner", "no kuisioner", "no urut", "nomor urut", "no", "nomor", "number", "id", "#"),
)
LOOKED_AT = 40
"""Lines among which the header is looked for."""
CODED = re.compile(r"([a-z]+)\s*[-.]?\s*0*([0-9]{1,2})(?!\w)\W*(.*)", re.IGNORECASE | re.DOTALL)
LETTERS = re.compile("[^\\W\\d_]")
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,3})\s*[).]?")


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` {code, or `respondent`: place in the row}; `titles` as the file has them, a place each; `below` how many lines of the
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
        return {code: place for code, place in self.columns.items() if code != RESPONDENT}

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

    def of(self, title: str) -> str | None:
        """The question that a title names: U1, u1 Persyaratan, U-01. None: none."""
        found = CODED.match(title)
        return self._by_name.get(title.casefold()) or (self._by_name.get((found[1] + found[2]).casefold()) if found else None)

    def count(self, cells: Sequence[str]) -> int:
        """How many questions these cells name."""
        return len({code for cell in cells if (code := self.of(" ".join(cell.split())))})

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


def find_header(lines: Sequence[Line], codes: Codes) -> Header:
    """The line that names most questions, the first of several; with what belongs to it above and below. The first line if none does."""
    top = max(range(min(len(lines), LOOKED_AT)), key=lambda place: codes.count(lines[place].cells))
    titles = [" ".join(cell.split()) for cell in lines[top].cells]
    first = top
    if top and _is_upper_half(lines[top - 1], lines[top]):
        first, above = top - 1, [" ".join(cell.split()) for cell in lines[top - 1].cells]
        wide = max(len(titles), len(above))
        # A merged cell has its text in its first place alone: what has no title of its own has the one above.
        titles = [low or high for low, high in zip(_filled(titles, wide), _filled(above, wide), strict=True)]
    while titles and not titles[-1]:
        titles.pop()  # spreadsheets write delimiters for columns that were once in use
    row = lines[top].number
    columns, readings, faults = _columns(titles, codes, row)
    around = [Reading("titles", lines[0].number, found=_text_of(lines[0]), first=lines[first - 1].number)] if first else []
    around += [Reading("two-headers", lines[first].number, first=row)] if first < top else []
    below = top + 1
    while below < len(lines) and below <= top + 2 and (kind := _goes_on(lines[below], columns)):
        around.append(Reading(kind, lines[below].number))
        below += 1
    return Header(row, titles, columns, below, [*around, *readings], faults)


def repeats(line: Line, header: Header) -> bool:
    """Whether a line below is the header again, as on each page of a print."""
    cells = [" ".join(cell.split()).casefold() for cell in line.cells]
    named = [place for place in header.questions.values() if place < len(cells)]
    return len(named) > 1 and all(cells[place] == header.titles[place].casefold() for place in named)


def _columns(titles: Sequence[str], codes: Codes, row: int) -> tuple[dict[str, int], list[Reading], list[Fault]]:
    columns: dict[str, int] = {}
    readings, faults = [], []
    number = _number_column(titles)
    for place, title in enumerate(titles):
        code = RESPONDENT if place == number or title.casefold() == RESPONDENT else codes.of(title)
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


def _said_of(title: str, code: str | None, codes: Codes, row: int) -> list[Reading | Fault]:
    """What is said of a column by itself; nothing where its title is the code, or empty."""
    if code is None:
        return [Reading("skipped-column", row, title)] if title else []
    if code == RESPONDENT:
        return [Reading("number-column", row, title)] if title.casefold() != RESPONDENT else []
    if other := codes.other(code, title):
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


def _goes_on(line: Line, columns: Mapping[str, int]) -> str:
    """What a line right below a header is, if it belongs to it: `second-header` (names of the questions), `column-numbers`. Else empty."""
    cells = dict(enumerate(line.cells))
    number = cells.get(columns.get(RESPONDENT, -1), "")
    asked = [text for code, place in columns.items() if code != RESPONDENT and (text := cells.get(place, ""))]
    counted = [int(found[1]) for text in line.cells if (found := COLUMN_NUMBER.fullmatch(text))]
    filled = sum(map(bool, line.cells))
    # (1) (2) (3) …, as official forms number their columns; longer than any scale, so that it is nobody's answers.
    if filled == len(counted) > 5 and counted == list(range(counted[0], counted[0] + filled)):
        return "column-numbers"
    is_named = len(asked) * 2 > len(columns) - 1 and all(LETTERS.search(text) for text in asked)
    return "second-header" if is_named and (not number or is_number(number)) else ""


def _filled(cells: Sequence[str], wide: int) -> list[str]:
    return [*cells, *[""] * (wide - len(cells))]


def _text_of(line: Line) -> str:
    return " ".join(cell for cell in line.cells if cell)


def _plain(title: str) -> str:
    return title if title == "#" else " ".join(re.findall(r"\w+", title.casefold()))


def _words(text: str) -> set[str]:
    """Words that tell questions apart: none that is short, or that stands in the name of several."""
    return {
        word for word in re.findall(r"\w{4,}", text.casefold()) if word not in ("pelayanan", "pelaksana", "layanan", "service", "staff")
    }
