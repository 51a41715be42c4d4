"""A questionnaire in one more language: a file beside it, in a folder named for the language (eo/pulse.toml).

The file has a table for each question, [S0], [U1] …, with name, short, official, labels and explanation, and may have a
title. It is whole or it is refused. It is no part of the version's digest: the meaning of an answer is that of the Indonesian
words, and a translation may be bettered.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.instruments.instrument import Instrument, Question
from kiosk.instruments.table import Table


def with_translations(instrument: Instrument, folder: Path) -> Instrument:
    """The instrument in all languages that `folder` has files for. Raises InstrumentError for a file that is not whole."""
    for language, table in _files(folder, instrument):
        title = table.text("title", instrument.title["id"])
        questions = tuple(_translated(question, language, table.table(question.code)) for question in instrument.questions)
        table.nothing_else("no question of this instrument")
        instrument = replace(
            instrument, title={**instrument.title, language: title}, languages=(*instrument.languages, language), questions=questions
        )
    return instrument


def _files(folder: Path, instrument: Instrument) -> Iterator[tuple[str, Table]]:
    for place in sorted(path for path in folder.iterdir() if path.is_dir() and path.name.isalpha()):
        if place.name in instrument.languages:
            continue
        for name in (f"{instrument.key}@{instrument.version}.toml", f"{instrument.key}.toml"):
            if (place / name).is_file():
                yield place.name, Table.read(place / name)
                break


def _translated(question: Question, language: str, table: Table) -> Question:
    labels = table.strings("labels")
    if len(labels) != len(question.labels["id"]):
        raise table.error(f"{len(labels)} labels, but id has {len(question.labels['id'])}", "labels")
    if len(set(labels)) != len(labels):
        raise table.error("two labels are the same", "labels")
    made = replace(
        question,
        name={**question.name, language: table.text("name")},
        short={**question.short, language: table.text("short")},
        official={**question.official, language: table.text("official")},
        explanation={**question.explanation, language: table.text("explanation")},
        labels={**question.labels, language: labels},
    )
    table.nothing_else()
    return made
