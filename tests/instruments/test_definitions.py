"""What an index is stands in a file: ours, and whatever is wrong in one is said with file, line and reason."""

from pathlib import Path

import pytest

from kiosk.instruments import InstrumentError, load_all
from kiosk.instruments.definitions import FILE, FOLDER, Index, defined

SHIPPED = defined()
VALID = """
[ujiketiga]
name = { id = "Akses bagi kelompok rentan", en = "Access for vulnerable groups" }
short = { id = "Akses", en = "Access" }
withheld = "satisfaction"
fewest_answers = 5
grades = "ikm-2017"
source = { id = "Sendiri", en = "Own" }
"""


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text)
    return folder


# ── ours ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_those_of_the_regulations_come_first_in_their_order() -> None:
    assert list(SHIPPED)[:2] == ["ikm", "ipk"]
    assert [SHIPPED[key].short["id"] for key in ("ikm", "ipk")] == ["IKM", "IPK"]
    assert [SHIPPED[key].table.name for key in ("ikm", "ipk")] == ["IKM", "IPK"]


@pytest.mark.parametrize(("key", "withheld", "least"), [("ikm", "satisfaction", 5), ("ipk", "integrity", 10)])
def test_how_they_are_withheld_never_changes(key: str, withheld: str, least: int) -> None:
    """Batches that were released are in ledgers: with another size `loket verify` would find each of them changed."""
    assert (SHIPPED[key].withheld, SHIPPED[key].least) == (withheld, least)


def test_an_instrument_knows_those_that_it_asks_for() -> None:
    catalogue = load_all()
    assert catalogue.indices == tuple(SHIPPED.values())
    asked = {key: [index.key for index in each.indices] for key, each in catalogue.items()}
    ours = {
        "control": [],
        "ikm-ipk-2021": ["ikm", "ipk"],
        "profile": [],
        "pulse": [],
        "skm-2017": ["ikm"],
        "spkp-spak-2021": ["ikm", "ipk"],
    }
    assert {key: asked[key] for key in ours} == ours
    for key, each in catalogue.items():
        of = {question.index for question in each.questions}
        assert asked[key] == [index for index in SHIPPED if index in of]
    assert catalogue["skm-2017"].index("ikm") is SHIPPED["ikm"]
    with pytest.raises(KeyError):
        catalogue["skm-2017"].index("ipk")


def test_the_day_tells_elements_of_an_index_that_is_not_withheld_like_integrity() -> None:
    catalogue = load_all()
    assert catalogue["ikm-ipk-2021"].leading is SHIPPED["ikm"]
    assert catalogue["pulse"].leading is None


def test_the_integrity_zone_looks_at_both_surveys_together() -> None:
    catalogue = load_all()
    both, one = catalogue["spkp-spak-2021"], catalogue["skm-2017"]
    assert [(each.award, each.survey) for each in both.thresholds(SHIPPED["ipk"])] == [("WBK", "SPAK"), ("WBBM", "SPAK")]
    assert one.thresholds(SHIPPED["ikm"]) == ()


# ── the format ────────────────────────────────────────────────────────────────────────────────────────────────────


def third(folder: Path, text: str = VALID) -> Index:
    return defined(written(folder, text))["ujiketiga"]


def test_an_index_has_what_its_table_says(tmp_path: Path) -> None:
    index = third(tmp_path)
    assert (index.key, index.name["en"], index.short["id"]) == ("ujiketiga", "Access for vulnerable groups", "Akses")
    assert (index.withheld, index.is_integrity, index.least, index.fewest_answers) == ("satisfaction", False, 5, 5)
    assert (index.also_on_four, index.faces, index.survey) == (False, False, ""), "unless the file says otherwise"


def test_a_folder_without_a_file_has_ours(tmp_path: Path) -> None:
    assert defined(tmp_path) is SHIPPED


def test_a_language_more_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "eo").mkdir()
    (tmp_path / "eo" / FILE).write_text('[ujiketiga]\nname = "Aliro por vundeblaj"\nshort = "Aliro"\nsource = "Propra"\n')
    index = third(tmp_path, (FOLDER / FILE).read_text() + VALID)
    assert (index.name["eo"], index.short["eo"], index.short["id"]) == ("Aliro por vundeblaj", "Aliro", "Akses")
    assert "eo" not in defined(tmp_path)["ikm"].short


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[ujiketiga]", "[Ujiketiga]", 2, "key 'Ujiketiga': two to ten small letters"),
        ("[ujiketiga]", "[kelompokrentan]", 2, "key 'kelompokrentan': two to ten small letters"),
        ("[ujiketiga]", "[control]", 2, "key 'control': two to ten small letters, and none of pulse, control"),
        ("[ujiketiga]", "[needs]", 2, "none of pulse, control, profile, wish, satisfaction, name, progress, needs"),
        ('withheld = "satisfaction"', "", 2, "withheld is missing"),
        ('withheld = "satisfaction"', 'withheld = "never"', 5, "withheld 'never': there are satisfaction, integrity"),
        ("fewest_answers = 5", "fewest_answers = 4", 6, "fewest_answers must be at least 5"),
        ('grades = "ikm-2017"', 'grades = "school"', 7, "grades 'school': there are ikm-2017, ipk-equal-width"),
        ('grades = "ikm-2017"', 'grades = "ikm-2017"\nsurvey = "SKM"', 8, "survey 'SKM': the integrity zone has SPAK, SPKP"),
        ('{ id = "Akses", en = "Access" }', '{ en = "Access" }', 4, "short.id is missing"),
        ('short = { id = "Akses", en = "Access" }', 'short = "Akses"', 4, "short must be a table"),
        ('grades = "ikm-2017"', 'grades = "ikm-2017"\ncolour = "red"', 8, "colour is an unknown key"),
        ("[ujiketiga]", "ujiketiga = 1\n[other]", 2, "ujiketiga must be a table"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_reason(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert VALID.count(old) == 1, "the fault must be made in one place"
    with pytest.raises(InstrumentError) as caught:
        defined(written(tmp_path, VALID.replace(old, new)))
    assert said in str(caught.value)
    assert (caught.value.file, caught.value.line) == (tmp_path / FILE, line)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[lain]\nname = "x"\nshort = "x"\nsource = "x"\n', "lain is no index of indices.toml"),
        ('[ujiketiga]\nname = "x"\nshort = "x"\n', "source is missing"),
        ('[ujiketiga]\nname = "x"\nshort = "x"\nsource = "x"\ngrades = "x"\n', "grades is an unknown key"),
    ],
)
def test_a_translation_is_whole_or_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "eo").mkdir()
    (tmp_path / "eo" / FILE).write_text(text)
    with pytest.raises(InstrumentError, match=said):
        defined(written(tmp_path, VALID))
