"""What should improve (R0): one question of a plan, right after the first, whose answers are the elements of the questionnaire.

Several may be chosen, or that there is nothing, and all of it may be skipped. It comes after every first answer alike, with the same
words and the same tiles: a screen that came after a low face alone, or looked otherwise, would tell an onlooker what the face was.
Its answers are no ratings and stand in no ledger: see kiosk.visitors.wishes.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from kiosk.instruments.instrument import NEEDED_LANGUAGE, Instrument
from kiosk.instruments.table import Table

KEY = "wish"
"""Of the file, and of what its question counts towards."""

Words = TypeVar("Words", str, tuple[str, ...])

Tiles = Mapping[str, Mapping[str, Mapping[str, str]]]
"""{key of a questionnaire: {element: {language: its name, short enough for a tile}}}"""


def read_tiles(table: Table) -> Tiles:
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for key in table.content:
        of_questionnaire = table.table(key)
        for element in of_questionnaire.content:
            words = of_questionnaire.table(element)
            found.setdefault(key, {})[element] = {language: words.text(language) for language in words.content}
    return found


def made_of(instrument: Instrument, wish: Instrument, tiles: Tiles) -> Instrument:
    """The instrument, able to ask what should improve; unchanged where there are no elements to name.

    The question's labels are the elements of the leading index, in order, and last that there is nothing. So it is read aloud and
    pressed by keys as any other, and its score k stands for the k-th of `answers`. In a language that the questionnaire has and this
    question has not, it is asked in Indonesian: a counter that asks it must not stop because a questionnaire was translated.
    """
    leading, (question,) = instrument.leading, wish.questions
    if leading is None:
        return instrument
    short, elements = tiles.get(instrument.key, {}), instrument.elements(leading.key)

    def tile(element: str, language: str) -> str:
        return short.get(element, {}).get(language) or instrument.need(elements[element][0]).name[language]

    def words(texts: Mapping[str, Words]) -> Mapping[str, Words]:
        return {language: texts.get(language, texts[NEEDED_LANGUAGE]) for language in instrument.languages}

    nothing = words(question.labels)
    made = replace(
        question,
        name=words(question.name),
        short=words(question.short),
        official=words(question.official),
        explanation=words(question.explanation),
        labels={language: (*(tile(each, language) for each in elements), *nothing[language]) for language in instrument.languages},
        lowest=1,
        # Read aloud with the questionnaire's own words, the file lies among the questionnaire's.
        instrument=instrument.name,
    )
    return replace(instrument, wish=made)


def answers(instrument: Instrument) -> tuple[str, ...]:
    """What may be chosen, in the order of the tiles: the elements of the leading index, and the question's own code for nothing."""
    if instrument.wish is None or instrument.leading is None:
        return ()
    return (*instrument.elements(instrument.leading.key), instrument.wish.code)


def chosen(given: Mapping[str, str], instrument: Instrument) -> tuple[str, ...]:
    """What was chosen in a form whose fields are named for the answers; empty: nothing, she went on.

    Somebody who names elements and that there is nothing has named elements.
    """
    found = tuple(answer for answer in answers(instrument) if given.get(answer) == "1")
    return found[:-1] if len(found) > 1 and found[-1] == answers(instrument)[-1] else found


def asks(plan: str, instrument: Instrument) -> bool:
    """Whether a counter's plan asks it."""
    return instrument.wish is not None and instrument.wish.code in plan.split()


def with_wish(plan: str, instrument: Instrument, wanted: bool) -> str:
    """The plan with the question behind its first word, or without it; where the instrument has none, as it is."""
    if instrument.wish is None:
        return plan
    words = [word for word in plan.split() if word != instrument.wish.code]
    return " ".join([*words[:1], instrument.wish.code, *words[1:]] if wanted else words)
