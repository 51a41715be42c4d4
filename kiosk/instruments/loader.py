"""Reading instruments from TOML files: whatever is wrong in one is said with file, line and reason, at the start.

A file is named for its key (ikm-ipk-2021.toml), an older version for key and version (ikm-ipk-2021@1.toml).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from kiosk.instruments import definitions
from kiosk.instruments.definitions import OUTSIDE, Index
from kiosk.instruments.instrument import NEEDED_LANGUAGE, Catalogue, Instrument, Question, Source
from kiosk.instruments.table import Table
from kiosk.instruments.translations import with_translations
from kiosk.instruments.wish import KEY as WISH
from kiosk.instruments.wish import Tiles, made_of, read_tiles

CODE = re.compile(r"[A-Z][0-9]{1,2}")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")
WEIGHT = re.compile(r"[0-9]{1,6}(/[1-9][0-9]{0,5}|\.[0-9]{1,12})?")
FEWEST_LABELS, MOST_LABELS = 2, 10
# The ledger's tallies have a column for each score from 0 to this.
HIGHEST_SCORE = 10


@dataclass(frozen=True, slots=True)
class _File:
    """An instrument without the questions that it includes."""

    table: Table
    own: Instrument
    includes: tuple[str, ...]
    tiles: Tiles


def load_all(folder: Path | None = None) -> Catalogue:
    """All instruments of a folder (without one: of ours). Raises InstrumentError for the first fault, files in order of names.

    A folder in which nothing has been written since is not read again: a command asks twice or more, and each time takes 40 ms.
    """
    folder = folder or definitions.FOLDER
    return _loaded(folder, tuple((str(each), each.stat().st_mtime_ns, each.stat().st_size) for each in sorted(folder.rglob("*.toml"))))


@lru_cache(maxsize=4)
def _loaded(folder: Path, as_written: tuple[tuple[str, int, int], ...]) -> Catalogue:
    indices = definitions.defined(folder)
    files: dict[str, _File] = {}
    for path in sorted(each for each in folder.glob("*.toml") if each.name != definitions.FILE):
        file = _read(path, indices)
        if file.own.name in files:
            raise file.table.error(f"{file.own.name} stands in {files[file.own.name].table.file.name} too", "version")
        files[file.own.name] = file
    alone = Catalogue(file.own for file in files.values())
    wish = files[alone[WISH].name] if WISH in alone else None
    made = (_with_included(file, alone, files) for file in files.values())
    return Catalogue((made_of(each, wish.own, wish.tiles) if wish else each for each in made), indices.values())


def _read(path: Path, indices: Mapping[str, Index]) -> _File:
    table = Table.read(path)
    key, version = table.text("key"), table.whole("version", least=1)
    if not KEY.fullmatch(key):
        raise table.error(f"key {key!r}: small letters, digits and single hyphens only", "key")
    if path.stem not in (key, f"{key}@{version}"):
        raise table.error(f"key {key!r} does not match the file: call it {key}.toml or {key}@{version}.toml", "key")
    languages = _languages(table)
    scale = _scale(table.table("scale"))
    source = _source(table.table("source"))
    asked = _Frame(f"{key}@{version}", languages, scale, source, indices)
    questions = tuple(_question(q, asked) for q in table.tables("questions"))
    own = Instrument(
        key=key,
        version=version,
        title=_texts(table.table("title"), languages),
        legal_basis=table.text("legal_basis", blank=True),
        source=source,
        valid_from=table.day("valid_from"),
        valid_to=table.day_or_none("valid_to"),
        languages=languages,
        scale=scale,
        questions=questions,
        form_order=table.strings("form_order", [q.code for q in questions if q.of_index]),
        digest=_digest(table.content),
        defined=tuple(indices.values()),
    )
    includes = table.strings("includes", ())
    tiles = read_tiles(table.table("tiles")) if "tiles" in table.content else {}
    table.nothing_else()
    if own.valid_to and own.valid_to < own.valid_from:
        raise table.error("valid_to is before valid_from", "valid_to")
    own = with_translations(own, path.parent)
    _check_codes(table, own.questions)
    _check_weights(table, own.questions)
    _check_form_order(table, own)
    return _File(table, own, includes, tiles)


def _languages(table: Table) -> tuple[str, ...]:
    languages = table.strings("languages")
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            raise table.error(f"unknown language {language!r}; write a code such as id or en", "languages")
    if NEEDED_LANGUAGE not in languages or len(set(languages)) != len(languages):
        raise table.error("languages must be different and contain id", "languages")
    return languages


def _scale(table: Table) -> range:
    least, most = table.whole("min", least=0), table.whole("max", least=1)
    table.nothing_else()
    if not FEWEST_LABELS <= most - least + 1 <= MOST_LABELS:
        raise table.error(f"a scale has {FEWEST_LABELS} to {MOST_LABELS} points, not {most - least + 1}")
    if most > HIGHEST_SCORE:
        raise table.error(f"a scale ends at {HIGHEST_SCORE} at most, not {most}")
    return range(least, most + 1)


def _source(table: Table) -> Source:
    source = Source(table.text("name"), table.text("certainty"), table.text("note", "", blank=True))
    table.nothing_else()
    return source


def _texts(table: Table, languages: Sequence[str]) -> Mapping[str, str]:
    texts = {language: table.text(language) for language in languages}
    table.nothing_else("an unknown language: it is not in `languages`")
    return texts


def _labels(table: Table, languages: Sequence[str], wanted: range) -> Mapping[str, tuple[str, ...]]:
    labels = {language: table.strings(language) for language in languages}
    table.nothing_else("an unknown language: it is not in `languages`")
    for language, given in labels.items():
        if len(given) not in wanted:
            many = str(wanted[0]) if len(wanted) == 1 else f"{wanted[0]} to {wanted[-1]}"
            raise table.error(f"{len(given)} labels, but {many} are wanted", language)
        if len(given) != len(labels[NEEDED_LANGUAGE]):
            raise table.error(f"{len(given)} labels, but id has {len(labels[NEEDED_LANGUAGE])}", language)
        if len(set(given)) != len(given):
            raise table.error("two labels are the same", language)
    return labels


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a file says for all of its questions: its name, languages, scale and source; and which indices there are."""

    instrument: str
    languages: Sequence[str]
    scale: range
    source: Source
    indices: Mapping[str, Index]


def _question(table: Table, asked: _Frame) -> Question:
    code, index, languages, scale = table.text("code"), table.text("index"), asked.languages, asked.scale
    of_index = asked.indices.get(index)
    if not of_index and index not in OUTSIDE:
        raise table.error(f"unknown index {index!r}; there are {', '.join((*asked.indices, *OUTSIDE))}", "index")
    # A control question (yes, no) and the profile have as many answers as they need, none better than another. A wish has one of its
    # own: that there is nothing; the others are the elements of the questionnaire that asks for it.
    scaled = index == "pulse" or of_index is not None
    wanted = range(len(scale), len(scale) + 1) if scaled else range(1, 2) if index == WISH else range(FEWEST_LABELS, MOST_LABELS + 1)
    question = Question(
        code=_code(table, "code", code),
        index=index,
        of_index=of_index,
        unsur=_code(table, "unsur", table.text("unsur", code)),
        name=_texts(table.table("name"), languages),
        short=_texts(table.table("short"), languages),
        official=_texts(table.table("official"), languages),
        labels=_labels(table.table("labels"), languages, wanted),
        explanation=_texts(table.table("explanation"), languages),
        faces=table.flag("faces"),
        source=_source(table.table("source")) if "source" in table.content else asked.source,
        instrument=asked.instrument,
        lowest=scale[0] if scaled else 1,
        given_weight=_weight(table),
    )
    table.nothing_else()
    if question.faces and not (of_index.faces if of_index else index == "pulse"):
        with_faces = ("pulse", *(each.key for each in asked.indices.values() if each.faces))
        raise table.error(f"faces fit only questions of {' and '.join(with_faces)}", "faces")
    if question.given_weight is not None and not of_index:
        raise table.error(f"a weight fits only questions of {' and '.join(asked.indices)}", "weight")
    return question


def _code(table: Table, key: str, text: str) -> str:
    if not CODE.fullmatch(text):
        raise table.error(f"{key} {text!r}: one capital letter and one or two digits, e.g. U3", key)
    return text


def _weight(table: Table) -> Fraction | None:
    if "weight" not in table.content:
        return None
    # A bare decimal is read exactly too (parse_float=Decimal); binary 0.1 would not sum to 1.
    text = str(table.one_of("weight", str, Decimal, int))
    weight = Fraction(text) if WEIGHT.fullmatch(text) else Fraction(0)
    if not 0 < weight <= 1:
        raise table.error(f'weight {text!r}: write "1/9" or 0.25, for example; above 0 and at most 1', "weight")
    return weight


def _check_codes(table: Table, questions: Sequence[Question]) -> None:
    index_of: dict[str, str] = {}
    for number, question in enumerate(questions):
        if any(question.code == before.code for before in questions[:number]):
            raise table.error(f"code {question.code} is there already", "questions", number, "code")
        index = index_of.setdefault(question.unsur, question.index)
        if index != question.index:
            raise table.error(f"unsur {question.unsur} belongs to {index} already", "questions", number, "unsur")


def _check_weights(table: Table, questions: Sequence[Question]) -> None:
    for index in dict.fromkeys(q.index for q in questions if q.of_index):
        chosen = [(number, q) for number, q in enumerate(questions) if q.index == index]
        weights = {q.unsur: q.given_weight for _, q in chosen}
        if not any(weights.values()):
            continue
        for number, question in chosen:
            if question.given_weight is None:
                raise table.error(f"{question.code} has no weight, but others of {index} do", "questions", number)
            if question.given_weight != weights[question.unsur]:
                raise table.error(f"unsur {question.unsur} has another weight before", "questions", number, "weight")
        total = sum((weight for weight in weights.values() if weight), Fraction(0))
        if total != 1:
            raise table.error(f"the weights of {index} sum to {total}, not to 1", "questions", chosen[0][0], "weight")


def _check_form_order(table: Table, own: Instrument) -> None:
    """Own questions only: what is included comes first, in its own order."""
    weighted = [q.code for q in own.questions if q.of_index]
    for code in own.form_order:
        if code not in weighted:
            indices = " or ".join(index.key for index in own.defined)
            raise table.error(f"form_order: {code} is no question of {indices} in this file", "form_order")
        if own.form_order.count(code) > 1:
            raise table.error(f"form_order: {code} is there twice", "form_order")
    for code in weighted:
        if code not in own.form_order:
            raise table.error(f"form_order: {code} is missing", "form_order")


def _with_included(file: _File, alone: Catalogue, files: Mapping[str, _File]) -> Instrument:
    """The instrument with the questions of those it includes, pulses first. Includes are not followed further: what an included one
    includes is named here too.
    """
    included: list[Question] = []
    form_order: tuple[str, ...] = ()
    for name in file.includes:
        other = _included(file, name, alone)
        if other.key == file.own.key:
            raise file.table.error(f"{name!r} cannot be included in itself", "includes")
        if further := set(files[other.name].includes) - set(file.includes):
            raise file.table.error(f"{name!r} includes {min(further)!r} itself: include that too", "includes")
        if missing := set(file.own.languages) - set(other.languages):
            raise file.table.error(f"{name!r} lacks the language {min(missing)!r}", "includes")
        _check_clash(file, name, other.questions, (*included, *file.own.questions))
        included += other.questions
        form_order += other.form_order
    questions = sorted((*included, *file.own.questions), key=lambda q: q.index != "pulse")
    if not questions:
        raise file.table.error("there are no questions")
    return replace(file.own, questions=tuple(questions), form_order=(*form_order, *file.own.form_order))


def _included(file: _File, name: str, alone: Catalogue) -> Instrument:
    """`pulse` is its latest version, `pulse@1` that one."""
    for instrument in reversed(alone.all()):
        if name in (instrument.key, instrument.name):
            return instrument
    raise file.table.error(f"unknown instrument {name!r} in includes", "includes")


def _check_clash(file: _File, name: str, added: Sequence[Question], there: Sequence[Question]) -> None:
    if codes := {q.code for q in added} & {q.code for q in there}:
        raise file.table.error(f"code {min(codes)} of {name!r} is there already", "includes")
    # Weights are checked file by file; the elements of one index are therefore in one file.
    if shared := {q.index for q in added if q.of_index} & {q.index for q in there}:
        raise file.table.error(f"{name!r} has elements of {min(shared)}, which stand here already", "includes")


def _digest(content: Mapping[str, object]) -> str:
    kept = {key: value for key, value in content.items() if key != "valid_to"}
    canonical = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
