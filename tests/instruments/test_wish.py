"""What should improve: made of each questionnaire's elements, in any of its languages, right after the first question."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.folders import PACKAGE
from kiosk.instruments import DEFAULT_INSTRUMENT, PlanError, load_all, parse_codes, parse_plan, wish
from tests import pseudo

FOLDER, TRANSLATIONS = PACKAGE / "instruments", PACKAGE / "translations"
CATALOGUE = load_all()
INSTRUMENT = CATALOGUE.current(DEFAULT_INSTRUMENT)
WITH = "S0 R0 I0 ikm:1 ipk:1"


@pytest.mark.parametrize("key", ["ikm-ipk-2021", "skm-2017", "spkp-spak-2021"])
def test_its_answers_are_the_elements_and_that_there_is_nothing(key: str) -> None:
    instrument = CATALOGUE.current(key)
    assert instrument.wish
    assert instrument.leading
    answers = wish.answers(instrument)
    assert answers == (*instrument.elements(instrument.leading.key), "R0")
    for language in instrument.languages:
        labels = instrument.wish.labels[language]
        assert len(set(labels)) == len(labels) == len(answers) == len(instrument.wish.scores)
        assert max(map(len, labels)) <= 26, "longer ones fit in no tile"
        assert all(len(word) <= 12 for label in labels for part in label.split("/") for word in part.split()), "40 px in a third"
    assert instrument.wish.labels["id"][-1] == "Tidak ada"
    assert instrument.wish.keys == (*range(1, len(answers)), 0)


def test_it_belongs_to_no_version_and_is_no_question_that_is_rated() -> None:
    assert INSTRUMENT.question("R0") is None
    assert INSTRUMENT.asked("R0") is INSTRUMENT.need("R0") is INSTRUMENT.wish
    assert "R0" not in {q.code for q in INSTRUMENT.questions}
    assert INSTRUMENT.digest.startswith("16f4d6566bfc0da0"), "the words of a version are as they were"


def test_what_is_not_in_its_questionnaire_has_none() -> None:
    for key in ("pulse", "control", "profile", "wish"):
        assert CATALOGUE.current(key).wish is None
        assert wish.answers(CATALOGUE.current(key)) == ()
        assert wish.with_wish("S0", CATALOGUE.current(key), wanted=True) == "S0"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ()),
        ({"U4": "1", "U1": "1"}, ("U1", "U4")),
        ({"R0": "1"}, ("R0",)),
        ({"R0": "1", "U2": "1"}, ("U2",)),  # who names an element has not said that there is nothing
        ({"U4": "0", "U9": "1", "K1": "1", "S0": "1"}, ()),
        ({"U4": "on"}, ()),
    ],
)
def test_what_was_chosen(given: dict[str, str], found: tuple[str, ...]) -> None:
    assert wish.chosen(given, INSTRUMENT) == found


def test_it_comes_right_after_the_first_question_and_nowhere_else() -> None:
    plan = parse_plan(WITH, INSTRUMENT)
    assert plan.codes[:3] == ("S0", "R0", "I0")
    assert plan.openings == ("S0",)
    assert plan.length == 5
    assert parse_codes("S0 R0 I0 U3", INSTRUMENT) == ("S0", "R0", "I0", "U3")
    for text in ("R0", "R0 S0", "S0 I0 R0", "I0 R0", "S0 ikm:1 R0"):
        with pytest.raises(PlanError, match="R0 stands right after S0"):
            parse_plan(text, INSTRUMENT)
    with pytest.raises(PlanError, match="could be asked twice"):
        parse_plan("S0 R0 R0", INSTRUMENT)


def test_a_plan_is_asked_with_it_or_without() -> None:
    assert wish.with_wish("S0 I0 ikm:1 ipk:1", INSTRUMENT, wanted=True) == WITH
    assert wish.with_wish(WITH, INSTRUMENT, wanted=True) == WITH
    assert wish.with_wish(WITH, INSTRUMENT, wanted=False) == "S0 I0 ikm:1 ipk:1"
    assert wish.asks(WITH, INSTRUMENT)
    assert not wish.asks("S0 I0", INSTRUMENT)


def test_who_is_drawn_the_rest_does_not_depend_on_it() -> None:
    """A plan with it asks the same elements of a visit as one without: else figures would not be comparable."""
    visit = UUID("01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f")
    without = parse_plan("S0 I0 ikm:1 ipk:1", INSTRUMENT).draw(visit)
    assert tuple(code for code in parse_plan(WITH, INSTRUMENT).draw(visit) if code != "R0") == without


@pytest.mark.parametrize("translated", [True, False])
def test_a_questionnaire_in_one_more_language_still_asks_it(tmp_path: Path, translated: bool) -> None:
    """Where the question itself was not translated, it is asked in Indonesian: a counter that asks it goes on."""
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path / file.name)
    (tmp_path / "kiosk").mkdir()
    shutil.copytree(TRANSLATIONS, tmp_path / "kiosk" / "translations")
    (tmp_path / "kiosk" / "instruments").mkdir()
    pseudo.write_language(tmp_path, list(CATALOGUE.all()))
    shutil.move(tmp_path / "kiosk" / "instruments" / pseudo.CODE, tmp_path / pseudo.CODE)
    if not translated:
        (tmp_path / pseudo.CODE / "wish.toml").unlink()
    instrument = load_all(tmp_path).current(DEFAULT_INSTRUMENT)
    assert instrument.wish
    asked, labels = instrument.wish.short[pseudo.CODE], instrument.wish.labels[pseudo.CODE]
    assert asked == (pseudo.pseudo("Apa yang paling perlu diperbaiki?") if translated else "Apa yang paling perlu diperbaiki?")
    assert labels[0] == pseudo.pseudo("Akses informasi")
    assert labels[-1] == (pseudo.pseudo("Tidak ada") if translated else "Tidak ada")
    assert parse_plan(WITH, instrument).length == 5
