"""What is asked, as the program sees it: instruments, their questions and texts, and all of them by key and version.

Nothing here can be changed: an entry of the ledger refers to a version, and a version's words stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kiosk.indices import THRESHOLDS
from kiosk.indices.integrity_zone import Threshold
from kiosk.instruments.definitions import OUTSIDE, SURVEYS, Index

DEFAULT_INSTRUMENT = "ikm-ipk-2021"
# Every text must be there in Indonesian: somebody who speaks a language we do not have is shown it.
NEEDED_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from, and how sure that is: "verified" (read), "recalled", "own"."""

    name: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One question. Texts are {language: text}; `labels` {language: (worst, …, best)}, the same on every channel.

    `index` is the key of the index that it counts towards, or pulse, control, profile or wish; `of_index` that index, else None.
    `unsur` is the element that it measures (several questions may share one). `instrument` names the version of the
    file it stands in, e.g. pulse@1; together with `code` it names these words for ever.
    """

    code: str
    index: str
    of_index: Index | None
    unsur: str
    name: Mapping[str, str]
    short: Mapping[str, str]
    official: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    explanation: Mapping[str, str]
    faces: bool
    source: Source
    instrument: str
    lowest: int
    given_weight: Fraction | None

    @property
    def scores(self) -> range:
        """The scores that an answer may have, worst first; as many as there are labels."""
        return range(self.lowest, self.lowest + len(next(iter(self.labels.values()))))

    @property
    def is_wish(self) -> bool:
        """It asks what should improve: several answers, none of them a rating (see kiosk.instruments.wish)."""
        return self.index == "wish"

    @property
    def keys(self) -> tuple[int, ...]:
        """The key that presses each answer: its score; 0 for a wish's last one, that there is nothing: a tenth has no key of its own."""
        return (*self.scores[:-1], 0) if self.is_wish else tuple(self.scores)

    def spoken(self, language: str) -> str:
        """The tablet's short text and its answers, each with the key that presses it, as they are read aloud."""
        answers = (f"{key}: {label}." for key, label in zip(self.keys, self.labels[language], strict=True))
        return f"{self.short[language]} {' '.join(answers)}"

    def audio(self, language: str) -> str:
        """The sound file of that, below static/audio: id/pulse-1/S0.ogg."""
        return f"{language}/{self.instrument.replace('@', '-')}/{self.code}.ogg"


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """A version of a questionnaire: its own questions and those that it includes, pulses first.

    `digest`: SHA-256 (64 hex digits) of the file's content. Comments, the order of keys and `valid_to` do not count:
    the last day of a version becomes known only when it has long been in use.

    `form_order`: its codes of indices in the order of the printed questionnaire, the instrument's own order where the
    file gives none. Code number k of the form is form_order[k-1].
    """

    key: str
    version: int
    title: Mapping[str, str]
    legal_basis: str
    source: Source
    valid_from: date
    valid_to: date | None
    languages: tuple[str, ...]
    scale: range
    questions: tuple[Question, ...]
    form_order: tuple[str, ...]
    digest: str
    defined: tuple[Index, ...]
    """Every index that there is, whether it asks for it or not."""
    wish: Question | None = None
    """What should improve: see kiosk.instruments.wish. None of its questions, no answer to it is a rating, and no version depends on it."""

    @property
    def name(self) -> str:
        """Key and version, e.g. ikm-ipk-2021@1."""
        return f"{self.key}@{self.version}"

    @property
    def indices(self) -> tuple[Index, ...]:
        """Those that it asks for, in the order in which indices are told."""
        asked = {question.index for question in self.questions}
        return tuple(index for index in self.defined if index.key in asked)

    def index(self, key: str) -> Index:
        """One of them. KeyError if it does not ask for it."""
        return {index.key: index for index in self.indices}[key]

    @property
    def leading(self) -> Index | None:
        """The index whose elements the day's page tells: the first whose answers are not withheld like those of integrity."""
        return next((index for index in self.indices if not index.is_integrity), None)

    def thresholds(self, index: Index) -> tuple[Threshold, ...]:
        """What the integrity zone asks of an index. It looks at its surveys together: a questionnaire with only one does not count."""
        if not set(SURVEYS) <= {each.survey for each in self.indices}:
            return ()
        return tuple(each for each in THRESHOLDS if each.survey == index.survey)

    @property
    def possible_parts(self) -> tuple[str, ...]:
        """What a question can count towards."""
        first, *others = OUTSIDE
        return (first, *(index.key for index in self.defined), *others)

    def question(self, code: str) -> Question | None:
        return next((q for q in self.questions if q.code == code), None)

    def asked(self, code: str) -> Question | None:
        """What a counter's plan may ask under this code: one of its questions, or what should improve."""
        return self.wish if self.wish and code == self.wish.code else self.question(code)

    def need(self, code: str) -> Question:
        """The question of a code that is known to be in the instrument, e.g. from its plan. KeyError if it is not."""
        question = self.asked(code)
        if question is None:
            raise KeyError(code)
        return question

    def codes(self, index: str) -> tuple[str, ...]:
        """Codes of the index's questions, in the instrument's order; empty if it has none."""
        return tuple(q.code for q in self.questions if q.index == index)

    @property
    def parts(self) -> dict[str, list[str]]:
        """{index: codes} of its own questions, without those that it includes from other files."""
        own = [q for q in self.questions if q.instrument == self.name]
        return {index: codes for index in self.possible_parts if (codes := [q.code for q in own if q.index == index])}

    def elements(self, index: str) -> dict[str, tuple[str, ...]]:
        """The index's unsur in the instrument's order, each with the codes of its questions: {unsur: (code, …)}."""
        found: dict[str, tuple[str, ...]] = {}
        for question in self.questions:
            if question.index == index:
                found[question.unsur] = (*found.get(question.unsur, ()), question.code)
        return found

    def weights(self, index: str) -> dict[str, Fraction]:
        """{unsur: weight}, exact, summing to 1; exactly 1/n where the file gives none; empty if the index has no unsur.

        Source: PermenPANRB 14/2017, annex (weight = 1/number of unsur). 0,11 for 1/9 would cap an index at 99,00.
        """
        elements = self.elements(index)
        given = {q.unsur: q.given_weight for q in self.questions if q.index == index and q.given_weight is not None}
        return {unsur: given.get(unsur, Fraction(1, len(elements))) for unsur in elements}

    def item_weights(self, index: str) -> dict[str, Fraction]:
        """{question: weight}: an unsur's weight split equally among its questions, so that their mean comes first.

        Sums to 1; empty if the index has no question.
        """
        weights = self.weights(index)
        return {code: weights[unsur] / len(codes) for unsur, codes in self.elements(index).items() for code in codes}


class Catalogue(Mapping[str, Instrument]):
    """All instruments of an installation. As a mapping: {key: its latest version}.

    `indices` are all that are defined, in the order in which they are told.
    """

    def __init__(self, instruments: Iterable[Instrument], indices: Iterable[Index] = ()) -> None:
        self.indices = tuple(indices)
        self._versions = {(i.key, i.version): i for i in sorted(instruments, key=lambda i: (i.key, i.version))}
        self._latest = {i.key: i for i in self._versions.values()}

    def current(self, key: str) -> Instrument:
        """The latest version. KeyError if there is none."""
        return self._latest[key]

    def version(self, key: str, version: int) -> Instrument:
        """That version. KeyError if it is not there."""
        return self._versions[key, version]

    def all(self) -> tuple[Instrument, ...]:
        """Every version of every instrument, by key and version."""
        return tuple(self._versions.values())

    def __getitem__(self, key: str) -> Instrument:
        return self.current(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._latest)

    def __len__(self) -> int:
        return len(self._latest)
