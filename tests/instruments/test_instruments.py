"""Instruments: the shipped texts are complete and as decided; every fault in a file is named with its exact line."""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from kiosk.instruments import DEFAULT_INSTRUMENT, Catalogue, Instrument, InstrumentError, Question, load_all
from kiosk.instruments.definitions import defined

CATALOGUE = load_all()
DEFAULT = CATALOGUE.current(DEFAULT_INSTRUMENT)
SKM = CATALOGUE.current("skm-2017")
ZI = CATALOGUE.current("spkp-spak-2021")
OURS = ("id", "en")
"""The languages whose words were decided here. In any other a sentence may be built, and end, in another way."""

VALID = """\
key = "small"
version = 1
legal_basis = ""
valid_from = 2021-01-01
languages = ["id", "en"]
scale = { min = 1, max = 4 }
title.id = "Kecil"
title.en = "Small"

[source]
name = "a test"
certainty = "own"

[[questions]]
code = "U1"
index = "ikm"
name = { id = "Waktu", en = "Time" }
short = { id = "Cepat?", en = "Quick?" }
official = { id = "Apakah cepat?", en = "Was it quick?" }
labels.id = ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"]
labels.en = ["Not quick", "Not very quick", "Quick", "Very quick"]
explanation = { id = "Waktu tunggu.", en = "The wait." }

[[questions]]
code = "U2"
index = "ikm"
name = { id = "Biaya", en = "Fee" }
short = { id = "Sesuai?", en = "Right?" }
official = { id = "Apakah sesuai?", en = "Was it right?" }
labels.id = ["Tidak", "Kurang", "Sesuai", "Sangat"]
labels.en = ["No", "Hardly", "Yes", "Very"]
explanation = { id = "Tarif # resmi [\\"uang\\"].", en = "The fee." }
"""


def written(folder: Path, text: str, name: str = "small.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def line_of(text: str, wanted: str, which: int = 1) -> int:
    """The line, from 1, of the `which`-th line that starts with `wanted`."""
    found = [number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(wanted)]
    return found[which - 1]


def question(code: str, index: str, more: str = "", labels: int = 4) -> str:
    words = ", ".join(f'"{code}{n}"' for n in range(labels))
    text = '{ id = "a", en = "b" }'
    return (
        f'\n[[questions]]\ncode = "{code}"\nindex = "{index}"\n{more}name = {text}\nshort = {text}\nofficial = {text}\n'
        f"explanation = {text}\nlabels.id = [{words}]\nlabels.en = [{words}]\n"
    )


HEAD = VALID.partition("\n[[questions]]")[0]


# ── what is shipped ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_default_instrument_is_complete_and_in_the_order_of_its_source() -> None:
    assert [q.code for q in DEFAULT.questions] == "S0 I0 U1 U2 U3 U4 U5 U6 U7 K1 K2 K3 K4 K5".split()
    assert DEFAULT.name == "ikm-ipk-2021@1"
    assert DEFAULT.codes("pulse") == ("S0", "I0")
    assert DEFAULT.codes("ikm") == ("U1", "U2", "U3", "U4", "U5", "U6", "U7")
    assert DEFAULT.codes("ipk") == ("K1", "K2", "K3", "K4", "K5")
    assert DEFAULT.codes("control") == ()


def test_the_pulses_read_as_designed() -> None:
    satisfaction, integrity = DEFAULT.need("S0"), DEFAULT.need("I0")
    assert satisfaction.short["id"] == "Bagaimana pelayanan kami hari ini?"
    assert satisfaction.short["en"] == "How was our service today?"
    assert satisfaction.labels["id"] == ("Tidak puas", "Kurang puas", "Puas", "Sangat puas")
    assert integrity.short["id"] == "Apakah pelayanan tadi jujur dan sesuai aturan?"
    assert integrity.short["en"] == "Was the service honest and by the rules?"
    assert integrity.labels["id"] == ("Tidak jujur", "Kurang jujur", "Jujur", "Sangat jujur")
    assert (integrity.labels["en"][0], integrity.labels["en"][3]) == ("Not honest", "Very honest")
    assert satisfaction.instrument == integrity.instrument == "pulse@1"
    assert DEFAULT.need("U1").instrument == "ikm-ipk-2021@1"


@pytest.mark.parametrize("shown", DEFAULT.questions, ids=lambda q: q.code)
def test_every_text_is_there_and_fits_the_tablet(shown: Question) -> None:
    for language in DEFAULT.languages:
        assert len(shown.short[language]) <= 60
        assert len(shown.labels[language]) == 4
        assert all(len(label) <= 18 and len(label.split()) <= 3 for label in shown.labels[language])
        assert all(text[language].strip() for text in (shown.name, shown.official, shown.explanation))
    assert all(shown.short[language].endswith("?") for language in OURS)
    assert shown.scores == range(1, 5)
    assert shown.source.certainty in ("verified", "recalled", "own")


def test_faces_stand_at_satisfaction_and_never_at_integrity() -> None:
    assert {q.code for q in DEFAULT.questions if q.faces} == {"S0", *DEFAULT.codes("ikm")}


def test_official_texts_hold_the_statements_and_end_in_a_question() -> None:
    for code in (*DEFAULT.codes("ikm"), *DEFAULT.codes("ipk")):
        assert DEFAULT.need(code).official["id"].endswith("?"), "a bare statement does not go with the labels"
    assert "Tidak ada pungutan liar (pungli) pada unit layanan ini" in DEFAULT.need("K4").official["id"]
    assert DEFAULT.need("K4").labels["id"] == ("Sering ada", "Kadang ada", "Jarang ada", "Tidak ada")


def test_weights_are_exact_and_sum_to_one() -> None:
    assert DEFAULT.weights("ikm") == {code: Fraction(1, 7) for code in DEFAULT.codes("ikm")}
    assert sum(DEFAULT.weights("ipk").values()) == 1
    assert DEFAULT.weights("control") == {}


def test_the_digest_is_the_same_at_every_start() -> None:
    assert re.fullmatch("[0-9a-f]{64}", DEFAULT.digest)
    assert DEFAULT.digest == load_all().current(DEFAULT_INSTRUMENT).digest
    assert len({i.digest for i in CATALOGUE.all()}) == len(CATALOGUE.all())


def test_published_versions_keep_their_words() -> None:
    # Ledgers have noted these; other words need another version.
    assert CATALOGUE.version("ikm-ipk-2021", 1).digest == "16f4d6566bfc0da0fa674e88c9c85cfd16194f34b678dcba2498da637f00fcfc"
    assert CATALOGUE.version("pulse", 1).digest == "4d22c991874d88fb3280a4a9059d1a150abbb24c1c3de6ad6be97c435c7f116d"


def test_skm_has_the_nine_unsur_in_the_order_of_the_regulation() -> None:
    assert SKM.name == "skm-2017@1"
    assert [q.code for q in SKM.questions] == "S0 I0 U1 U2 U3 U4 U5 U6 U7 U8 U9".split()
    assert SKM.codes("ikm") == tuple(f"U{n}" for n in range(1, 10))
    assert SKM.codes("ipk") == ()
    assert [SKM.need(code).name["id"] for code in SKM.codes("ikm")] == [
        "Persyaratan",
        "Sistem, Mekanisme, dan Prosedur",
        "Waktu Penyelesaian",
        "Biaya/Tarif",
        "Produk Spesifikasi Jenis Pelayanan",
        "Kompetensi Pelaksana",
        "Perilaku Pelaksana",
        "Penanganan Pengaduan, Saran dan Masukan",
        "Sarana dan Prasarana",
    ]


def test_skm_complaints_are_u8_and_number_9_of_the_form() -> None:
    complaints, facilities = SKM.need("U8"), SKM.need("U9")
    assert complaints.official["id"] == "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?"
    assert facilities.official["id"] == "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?"
    assert SKM.form_order == ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8")
    assert (SKM.form_order[8 - 1], SKM.form_order[9 - 1]) == (facilities.code, complaints.code)
    for place, code in enumerate(SKM.form_order, start=1):
        assert SKM.need(code).source.name.endswith(f"kuesioner no. {place}")


def test_every_unsur_of_skm_has_the_labels_of_the_annex() -> None:
    assert [SKM.need(code).labels["id"] for code in SKM.codes("ikm")] == [
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ]


def test_spkp_and_spak_are_in_the_order_of_their_source() -> None:
    assert ZI.name == "spkp-spak-2021@1"
    assert [q.code for q in ZI.questions] == "S0 I0 U1 U2 U3 U4 U5 U6 U7 U8 K1 K2 K3 K4 K5".split()
    subjects = "Informasi|Persyaratan|Prosedur/alur|Jangka waktu|Tarif/biaya|Sarana prasarana|Petugas|Layanan konsultasi dan pengaduan"
    for code, subject in zip(ZI.codes("ikm"), subjects.split("|"), strict=True):
        assert ZI.need(code).official["id"].startswith(subject)
    practices = ("diskriminasi", "pelayanan di luar prosedur", "penerimaan imbalan", "pungutan liar", "percaloan")
    for code, practice in zip(ZI.codes("ipk"), practices, strict=True):
        assert ZI.need(code).official["id"].startswith(f"Tidak ada {practice}")


def test_spkp_and_spak_are_statements_to_agree_with() -> None:
    for code in (*ZI.codes("ikm"), *ZI.codes("ipk")):
        shown = ZI.need(code)
        assert shown.labels["id"] == ("Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju")
        assert shown.labels["en"] == ("Strongly disagree", "Disagree", "Agree", "Strongly agree")
        for text in (shown.short, shown.official):
            assert all(text[language].endswith(".") for language in OURS)
    # Agreeing is clean on both texts, so the short one must be a negation too.
    assert all(ZI.need(code).short["id"].startswith("Tidak ada ") for code in ZI.codes("ipk"))


def test_spkp_and_spak_have_the_statements_of_the_default_instrument() -> None:
    same = dict(zip("U1 U2 U3 U4 U5 U7 U8 K1 K2 K3 K4 K5".split(), (*DEFAULT.codes("ikm"), *DEFAULT.codes("ipk")), strict=True))
    for code, other in same.items():
        for language in OURS:
            assert ZI.need(code).official[language].rstrip(".") in DEFAULT.need(other).official[language]
            assert ZI.need(code).explanation[language] == DEFAULT.need(other).explanation[language]


@pytest.mark.parametrize("instrument", [SKM, ZI], ids=lambda i: i.key)
def test_the_other_instruments_are_complete_too(instrument: Instrument) -> None:
    assert instrument.languages[:2] == OURS
    assert instrument.scale == range(1, 5)
    for language in instrument.languages:
        assert instrument.title[language].strip()
        for shown in instrument.questions:
            assert len(shown.short[language]) <= (50 if language == "id" else 60)
            assert len(shown.labels[language]) == len(set(shown.labels[language])) == 4
            assert all(len(label) <= 27 for label in shown.labels[language])
            assert all(text[language].strip() for text in (shown.name, shown.official, shown.explanation))
    assert {q.code for q in instrument.questions if q.faces} == {"S0", *instrument.codes("ikm")}
    assert all(q.source.certainty in ("verified", "recalled", "own") and q.source.note for q in instrument.questions)
    assert [q.instrument for q in instrument.questions[:3]] == ["pulse@1", "pulse@1", instrument.name]


def test_weights_of_the_other_instruments_are_exact() -> None:
    assert SKM.weights("ikm") == {code: Fraction(1, 9) for code in SKM.codes("ikm")}
    assert ZI.weights("ikm") == {code: Fraction(1, 8) for code in ZI.codes("ikm")}
    assert ZI.weights("ipk") == {code: Fraction(1, 5) for code in ZI.codes("ipk")}
    for weights in (SKM.weights("ikm"), ZI.weights("ikm"), ZI.weights("ipk")):
        assert sum(weights.values()) == 1


def test_without_a_form_order_it_is_the_order_of_the_instrument() -> None:
    for instrument in (DEFAULT, ZI):
        assert instrument.form_order == instrument.codes("ikm") + instrument.codes("ipk")
    assert CATALOGUE.current("pulse").form_order == ()


def test_need_and_lookups_say_what_is_not_there() -> None:
    assert DEFAULT.question("Z9") is None
    with pytest.raises(KeyError, match="Z9"):
        DEFAULT.need("Z9")
    with pytest.raises(KeyError):
        CATALOGUE.current("nothing")
    with pytest.raises(KeyError):
        CATALOGUE.version("pulse", 99)


# ── the format ────────────────────────────────────────────────────────────────────────────────────────────────────


def small(folder: Path, text: str) -> Instrument:
    written(folder, text)
    return load_all(folder).current("small")


def test_a_catalogue_has_the_latest_version_and_every_other(tmp_path: Path) -> None:
    written(tmp_path, VALID, "small@1.toml")
    written(tmp_path, VALID.replace("version = 1", "version = 10"), "small.toml")
    written(tmp_path, VALID.replace("version = 1", "version = 2"), "small@2.toml")
    catalogue: Catalogue = load_all(tmp_path)
    assert catalogue.current("small").version == 10
    assert catalogue["small"] is catalogue.current("small")
    assert catalogue.version("small", 2).name == "small@2"
    assert [i.version for i in catalogue.all()] == [1, 2, 10]
    assert dict(catalogue) == {"small": catalogue.version("small", 10)}


def test_several_questions_may_share_an_unsur_and_its_weight(tmp_path: Path) -> None:
    text = HEAD + question("U1", "ikm", 'weight = "2/3"\n')
    text += question("U8", "ikm", 'unsur = "U1"\nweight = "2/3"\n') + question("U2", "ikm", 'weight = "1/3"\n')
    found = small(tmp_path, text)
    assert found.weights("ikm") == {"U1": Fraction(2, 3), "U2": Fraction(1, 3)}
    assert found.elements("ikm") == {"U1": ("U1", "U8"), "U2": ("U2",)}
    assert small(tmp_path, re.sub("weight.*\n", "", text)).weights("ikm") == {
        "U1": Fraction(1, 2),
        "U2": Fraction(1, 2),
    }


def test_decimal_weights_are_read_exactly(tmp_path: Path) -> None:
    # In binary 0.1 + 0.2 + 0.7 is not 1.
    text = HEAD + "".join(question(f"U{n}", "ikm", f"weight = {w}\n") for n, w in enumerate(("0.1", "0.2", '"0.7"')))
    assert small(tmp_path, text).weights("ikm")["U0"] == Fraction(1, 10)


def test_control_questions_have_as_many_answers_as_they_need(tmp_path: Path) -> None:
    text = HEAD.replace("min = 1, max = 4", "min = 1, max = 6") + question("U1", "ikm", labels=6)
    found = small(tmp_path, text + question("C1", "control", labels=2))
    assert found.need("U1").scores == range(1, 7)
    assert found.need("C1").scores == range(1, 3)


def test_a_form_order_has_the_weighted_questions_and_no_others(tmp_path: Path) -> None:
    text = HEAD + question("K1", "ipk") + question("C1", "control") + question("U1", "ikm") + question("P1", "pulse")
    assert small(tmp_path, text).form_order == ("K1", "U1")
    ordered = text.replace("version = 1", 'version = 1\nform_order = ["U1", "K1"]')
    assert small(tmp_path, ordered).form_order == ("U1", "K1")
    assert small(tmp_path, ordered).digest != small(tmp_path, text).digest
    # What is asked on the tablet keeps its order.
    assert [q.code for q in small(tmp_path, ordered).questions] == ["P1", "K1", "C1", "U1"]


@pytest.mark.parametrize("code", ["P1", "X1"], ids=["included", "control"])
def test_a_form_order_with_other_questions_is_refused(tmp_path: Path, code: str) -> None:
    written(tmp_path, HEAD.replace('"small"', '"taps"') + question("P1", "pulse"), "taps.toml")
    text = VALID.replace("version = 1", f'version = 1\nincludes = ["taps"]\nform_order = ["U1", "U2", "{code}"]')
    text += question("X1", "control")
    file = written(tmp_path, text)
    of_any = " or ".join(defined())
    assert of_any.startswith("ikm or ipk")
    with pytest.raises(InstrumentError, match=f"form_order: {code} is no question of {of_any} in this file") as caught:
        load_all(tmp_path)
    assert (caught.value.file, caught.value.line) == (file, line_of(text, "form_order"))


def test_the_digest_follows_the_content_not_its_looks(tmp_path: Path) -> None:
    digest = small(tmp_path, VALID).digest
    assert small(tmp_path, "# a comment\n" + VALID.replace("version = 1\n", "version=1\n\n")).digest == digest
    assert small(tmp_path, VALID.replace("version = 1", "version = 1\nvalid_to = 2030-01-01")).digest == digest
    assert small(tmp_path, VALID.replace("Waktu tunggu.", "Waktu tunggu!")).digest != digest


def test_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    digest = small(tmp_path, VALID).digest
    (tmp_path / "small.toml").write_bytes(VALID.replace("\n", "\r\n").encode())
    assert load_all(tmp_path).current("small").digest == digest
    (tmp_path / "small.toml").write_bytes(VALID.replace('index = "ikm"', "index = 3", 1).replace("\n", "\r\n").encode())
    with pytest.raises(InstrumentError) as caught:
        load_all(tmp_path)
    assert caught.value.line == line_of(VALID, "index")


# ── faults ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Fault:
    """What is changed in the valid file, and which line and words the error must have."""

    old: str
    new: str
    at: str
    reason: str
    which: int = 1


U1_LABELS = 'labels.id = ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"]'
SECOND = '[[questions]]\ncode = "U2"\nindex = "ikm"\n'

FAULTS = {
    "syntax": Fault('index = "ikm"', "index = ikm", "index", "not TOML"),
    "unclosed text": Fault('certainty = "own"', 'certainty = "own', "certainty", "not TOML"),
    "key twice": Fault("version = 1", "version = 1\nversion = 2", "version", "not TOML", 2),
    "missing key": Fault("version = 1\n", "", "key", "version is missing"),
    "missing key of a question": Fault(
        'official = { id = "Apakah sesuai?", en = "Was it right?" }\n', "", "[[questions]]", "official is missing", 2
    ),
    "missing code": Fault('code = "U2"\n', "", "[[questions]]", "code is missing", 2),
    "unknown key": Fault("version = 1", 'version = 1\ncolour = "red"', "colour", "colour is an unknown key"),
    "unknown key of a question": Fault(SECOND, SECOND + "facts = true\n", "facts", "facts is an unknown key"),
    "unknown key of the source": Fault('certainty = "own"', 'certainty = "own"\nurl = "x"', "url", "source.url is an unknown key"),
    "unknown key of the scale": Fault("max = 4", "max = 4, step = 1", "scale", "scale.step is an unknown key"),
    "number for text": Fault('key = "small"', "key = 3", "key", "key must be a text"),
    "text for number": Fault("version = 1", 'version = "1"', "version", "version must be a whole number"),
    "truth for number": Fault("version = 1", "version = true", "version", "version must be a whole number"),
    "version zero": Fault("version = 1", "version = 0", "version", "version must be at least 1"),
    "moment for day": Fault("2021-01-01", "2021-01-01T00:00:00Z", "valid_from", "valid_from must be a date"),
    "ends before it starts": Fault("version = 1", "valid_to = 2020-12-31\nversion = 1", "valid_to", "valid_to is before valid_from"),
    "text for truth": Fault(SECOND, SECOND + 'faces = "yes"\n', "faces", "faces must be true or false"),
    "text for table": Fault('title.id = "Kecil"\ntitle.en = "Small"', 'title = "Small"', "title", "title must be a table"),
    "blank text": Fault('title.en = "Small"', 'title.en = " "', "title.en", "title.en is empty"),
    "no key-like key": Fault('key = "small"', 'key = "Small_1"', "key", "small letters"),
    "key is not the file": Fault('key = "small"', 'key = "other"', "key", "does not match the file"),
    "too few labels": Fault(U1_LABELS, 'labels.id = ["a", "b", "c"]', "labels.id", "3 labels, but 4 are wanted"),
    "too many labels": Fault(
        '["No", "Hardly", "Yes", "Very"]',
        '["No", "Hardly", "Yes", "Very", "Most"]',
        "labels.en",
        "5 labels, but 4 are wanted",
        2,
    ),
    "labels over lines": Fault(U1_LABELS, 'labels.id = [\n  "a", # ]\n  "b",\n]', "labels.id", "2 labels, but 4 are wanted"),
    "same label twice": Fault('["No", "Hardly", "Yes", "Very"]', '["No", "No", "Yes", "Very"]', "labels.en", "two labels are the same", 2),
    "empty label": Fault(
        '["No", "Hardly", "Yes", "Very"]',
        '["No", "", "Yes", "Very"]',
        "labels.en",
        "labels.en must be a list of texts",
        2,
    ),
    "no list of labels": Fault(U1_LABELS, 'labels.id = "cepat"', "labels.id", "labels.id must be a list"),
    "code twice": Fault('code = "U2"', 'code = "U1"', "code", "code U1 is there already", 2),
    "impossible code": Fault('code = "U2"', 'code = "u2"', "code", "one capital letter", 2),
    "impossible unsur": Fault(SECOND, SECOND + 'unsur = "waktu"\n', "unsur", "one capital letter"),
    "unsur of two indices": Fault(
        SECOND, '[[questions]]\ncode = "U2"\nindex = "ipk"\nunsur = "U1"\n', "unsur", "unsur U1 belongs to ikm already"
    ),
    "unknown index": Fault(SECOND, SECOND.replace("ikm", "takada"), "index", "unknown index 'takada'", 2),
    "language without text": Fault('title.en = "Small"\n', "", "title", "title.en is missing"),
    "text without language": Fault(
        'title.en = "Small"', 'title.en = "Small"\ntitle.jv = "Cilik"', "title.jv", "title.jv is an unknown language"
    ),
    "labels without language": Fault(SECOND, SECOND + 'labels.jv = ["a"]\n', "labels.jv", "labels.jv is an unknown language"),
    "no language code": Fault('["id", "en"]', '["id", "English"]', "languages", "unknown language 'English'"),
    "no Indonesian": Fault('["id", "en"]', '["en"]', "languages", "languages must be different and contain id"),
    "scale of one point": Fault("min = 1, max = 4", "min = 4, max = 4", "scale", "2 to 10 points, not 1"),
    "scale of eleven points": Fault("min = 1, max = 4", "min = 0, max = 10", "scale", "2 to 10 points, not 11"),
    "labels of another scale": Fault("min = 1, max = 4", "min = 1, max = 6", "labels.id", "4 labels, but 6 are wanted"),
    "one weight": Fault(SECOND, SECOND + 'weight = "1/2"\n', "[[questions]]", "U1 has no weight"),
    "weight of no number": Fault(SECOND, SECOND + 'weight = "half"\n', "weight", "weight 'half'"),
    "weight over zero": Fault(SECOND, SECOND + 'weight = "1/0"\n', "weight", "weight '1/0'"),
    "weight above one": Fault(SECOND, SECOND + 'weight = "3/2"\n', "weight", "above 0 and at most 1"),
    "weight of zero": Fault(SECOND, SECOND + 'weight = "0"\n', "weight", "above 0 and at most 1"),
    "weight of a pulse": Fault(SECOND, SECOND.replace("ikm", "pulse") + 'weight = "1"\n', "weight", "a weight fits only"),
    "faces at integrity": Fault(SECOND, SECOND.replace("ikm", "ipk") + "faces = true\n", "faces", "faces fit only"),
    "questions as one table": Fault(VALID[VALID.index("[[questions]]") :], "[questions]\n", "[questions]", "questions must be a list"),
    "form order lacks a code": Fault("version = 1", 'version = 1\nform_order = ["U2"]', "form_order", "form_order: U1 is missing"),
    "empty form order": Fault("version = 1", "version = 1\nform_order = []", "form_order", "form_order: U1 is missing"),
    "form order has a code twice": Fault(
        "version = 1", 'version = 1\nform_order = [\n  "U2",\n  "U1",\n  "U2",\n]', "form_order", "form_order: U2 is there twice"
    ),
    "form order has an unknown code": Fault(
        "version = 1", 'version = 1\nform_order = ["U1", "U2", "U3"]', "form_order", "form_order: U3 is no question of ikm or ipk"
    ),
    "form order is a text": Fault("version = 1", 'version = 1\nform_order = "U1 U2"', "form_order", "form_order must be a list"),
    "form order of numbers": Fault("version = 1", "version = 1\nform_order = [1, 2]", "form_order", "form_order must be a list of texts"),
    "unknown include": Fault("version = 1", 'version = 1\nincludes = ["nothing"]', "includes", "unknown instrument 'nothing'"),
    "includes itself": Fault("version = 1", 'version = 1\nincludes = ["small"]', "includes", "'small' cannot be included"),
    "no questions": Fault(VALID[VALID.index("\n[[questions]]") :], "", "key", "there are no questions"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_line(tmp_path: Path, fault: Fault) -> None:
    text = VALID.replace(fault.old, fault.new, 1)
    assert text != VALID, "the fault must be in the file for this test to mean anything"
    file = written(tmp_path, text)
    with pytest.raises(InstrumentError, match=re.escape(fault.reason)) as caught:
        load_all(tmp_path)
    assert caught.value.line == line_of(text, fault.at, fault.which)
    assert str(caught.value) == f"{file}:{caught.value.line}: {caught.value.reason}"


def test_weights_that_do_not_sum_to_one_are_named_at_the_first(tmp_path: Path) -> None:
    text = HEAD + question("U1", "ikm", "weight = 0.11\n") + question("U2", "ikm", "weight = 0.88\n")
    written(tmp_path, text)
    with pytest.raises(InstrumentError, match="weights of ikm sum to 99/100, not to 1") as caught:
        load_all(tmp_path)
    assert caught.value.line == line_of(text, "weight")


def test_one_unsur_has_one_weight(tmp_path: Path) -> None:
    text = HEAD + question("U1", "ikm", "weight = 0.5\n") + question("U2", "ikm", 'unsur = "U1"\nweight = 0.4\n')
    written(tmp_path, text)
    with pytest.raises(InstrumentError, match="weight") as caught:
        load_all(tmp_path)
    assert caught.value.line in (line_of(text, "weight", 1), line_of(text, "weight", 2))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (HEAD + question("U2", "pulse"), "code U2 of 'other' is there already"),
        (HEAD + question("U9", "ikm"), "'other' has elements of ikm, which stand here already"),
        (HEAD.replace('legal_basis = ""', 'legal_basis = ""\nincludes = ["third"]'), "'other' includes 'third' itself: include that too"),
        (
            re.sub(r', en = "\w+"|labels.en.*\n|title.en.*\n', "", HEAD + question("P1", "pulse")).replace(', "en"', ""),
            "lacks the language 'en'",
        ),
    ],
)
def test_what_cannot_be_included_is_named(tmp_path: Path, other: str, reason: str) -> None:
    # The including file comes first in the alphabet, so its own fault is the one reported.
    text = VALID.replace("version = 1", 'version = 1\nincludes = ["other"]').replace('"small"', '"first"')
    file = written(tmp_path, text, "first.toml")
    written(tmp_path, other.replace('"small"', '"other"'), "other.toml")
    written(tmp_path, HEAD.replace('"small"', '"third"') + question("P1", "pulse"), "third.toml")
    with pytest.raises(InstrumentError, match=re.escape(reason)) as caught:
        load_all(tmp_path)
    assert (caught.value.file, caught.value.line) == (file, line_of(text, "includes"))


def test_what_an_included_one_includes_is_named_too(tmp_path: Path) -> None:
    """Then a questionnaire is another one plus some questions, and answers to the other one's questions go on."""
    written(tmp_path, HEAD.replace('"small"', '"taps"') + question("P1", "pulse"), "taps.toml")
    written(tmp_path, VALID.replace('"small"', '"usual"').replace("version = 1", 'version = 1\nincludes = ["taps"]'), "usual.toml")
    found = small(tmp_path, HEAD.replace("version = 1", 'version = 1\nincludes = ["taps", "usual"]') + question("K1", "ipk"))
    assert [(q.code, q.instrument) for q in found.questions] == [("P1", "taps@1"), ("U1", "usual@1"), ("U2", "usual@1"), ("K1", "small@1")]
    assert found.form_order == ("U1", "U2", "K1"), "a printed form asks all of it"
    assert [index.key for index in found.indices] == ["ikm", "ipk"]
    assert found.parts == {"ipk": ["K1"]}, "its own"


def test_an_include_can_name_a_version(tmp_path: Path) -> None:
    pulse = HEAD.replace('"small"', '"taps"') + question("P1", "pulse")
    written(tmp_path, pulse, "taps@1.toml")
    written(tmp_path, pulse.replace("version = 1", "version = 2"), "taps.toml")
    for name, wanted in (("taps", "taps@2"), ("taps@1", "taps@1")):
        found = small(tmp_path, VALID.replace("version = 1", f'version = 1\nincludes = ["{name}"]'))
        assert found.questions[0].instrument == wanted


def test_a_version_stands_in_one_file(tmp_path: Path) -> None:
    written(tmp_path, VALID)
    copy = written(tmp_path, VALID, "small@1.toml")
    with pytest.raises(InstrumentError) as caught:
        load_all(tmp_path)
    assert str(caught.value) == f"{copy}:2: small@1 stands in small.toml too"


def test_other_encodings_are_named(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_bytes(VALID.replace("Kecil", "Kécil").encode("latin-1"))
    with pytest.raises(InstrumentError, match="not UTF-8") as caught:
        load_all(tmp_path)
    assert caught.value.line == line_of(VALID, "title.id")
