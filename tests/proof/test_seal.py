"""The form of a seal and of a key, frozen; fingerprints as people type them; the line on paper; JSON there and back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.codes import ALPHABET
from kiosk.proof import Seal, fingerprint, printed, read_printed
from kiosk.proof.seal import Printed, digest, from_json, key_form, key_id, read_fingerprint, read_statements, seal_form, to_json
from tests.make import utc

PUBLIC = bytes(range(32))
SEAL = Seal(
    unit="kanim-tanjungpandan",
    number=17,
    day=date(2026, 11, 19),
    size=4321,
    root=bytes(range(32)),
    previous=bytes(range(32, 64)),
    totals=((1, 12), (2, 34), (3, 1275), (4, 3000)),
    made_at=datetime(2026, 11, 19, 17, 5, 0, 123_000, tzinfo=timezone(timedelta(hours=7))),
    key=key_id(PUBLIC),
)
FORM = (
    b"seal1\tkanim-tanjungpandan\t17\t2026-11-19\t4321"
    b"\t000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    b"\t202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
    b"\t1:12 2:34 3:1275 4:3000\t1795082700123\t630dcd2966c43366"
)
DIGEST = "396e8b1ac12ef327f9cf289e5acca1b22d123de0ef7b32cc64d845afea4a7334"
FINGERPRINT = "75Q8-P6P1-5VSJ-FYEF-52F5"
SIGNATURE = bytes(range(64))


def first(**changed: Any) -> Seal:
    return replace(SEAL, **{"number": 1, "previous": b"", **changed})


# ── frozen ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_form_of_a_seal_never_changes() -> None:
    assert seal_form(SEAL) == FORM
    assert digest(SEAL).hex() == DIGEST == sha256(FORM).hexdigest()
    assert fingerprint(SEAL) == FINGERPRINT


def test_statements_are_an_eleventh_field_of_another_format() -> None:
    saying = replace(SEAL, statements=(("releases", "2"), ("tables", "ab12")))
    assert seal_form(saying) == b"seal2" + FORM.removeprefix(b"seal1") + b"\treleases=2 tables=ab12"
    assert read_statements("releases=2 tables=ab12") == saying.statements


def test_the_form_of_a_first_seal_over_nothing() -> None:
    seal = first(size=0, totals=(), root=sha256(b"").digest())
    assert seal_form(seal).split(b"\t")[2:8] == [b"1", b"2026-11-19", b"0", sha256(b"").hexdigest().encode(), b"", b""]


def test_the_form_of_a_key_never_changes() -> None:
    form = key_form(2, PUBLIC, utc(2026, 11, 19, 10, 5), "kunci lama disimpan · arsip")
    assert form == (
        b"key1\t2\t000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\t1795082700000\tkunci lama disimpan \xc2\xb7 arsip"
    )
    assert key_id(PUBLIC).hex() == "630dcd2966c43366"


@pytest.mark.parametrize("reason", ["a\tb", "a\nb", "a\r"])
def test_the_reason_for_a_key_cannot_shift_fields(reason: str) -> None:
    with pytest.raises(ValueError, match="one line without tabs"):
        key_form(2, PUBLIC, utc(2026, 11, 19), reason)


CHANGES: dict[str, Any] = {
    "unit": "kanim",
    "number": 18,
    "day": date(2026, 11, 20),
    "size": 4322,
    "root": bytes(32),
    "previous": bytes(32),
    "totals": ((1, 12), (2, 34), (3, 1275), (4, 3001)),
    "made_at": SEAL.made_at + timedelta(milliseconds=1),
    "key": bytes(8),
    "statements": (("releases", "2"),),
}


def test_every_field_is_in_the_digest() -> None:
    assert set(CHANGES) == set(Seal.__slots__)
    digests = [digest(replace(SEAL, **{field: value})) for field, value in CHANGES.items()]
    assert len({digest(SEAL), *digests}) == len(CHANGES) + 1


def test_a_part_of_a_millisecond_and_the_zone_are_not() -> None:
    assert digest(replace(SEAL, made_at=SEAL.made_at.astimezone(UTC) + timedelta(microseconds=999))) == digest(SEAL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", ""),
        ("unit", "ka\tnim"),
        ("unit", "ka nim"),
        ("number", 0),
        ("day", datetime(2026, 11, 19, tzinfo=UTC)),
        ("size", -1),
        ("root", bytes(31)),
        ("previous", b""),
        ("previous", bytes(33)),
        ("totals", ((4, 1), (1, 1))),
        ("totals", ((1, 1), (1, 1))),
        ("totals", ((1, -1),)),
        ("statements", (("b", "1"), ("a", "1"))),
        ("statements", (("a", "1"), ("a", "2"))),
        ("statements", (("a", "1 b=2"),)),
        ("statements", (("a\tb", "1"),)),
        ("statements", (("a", ""),)),
        ("made_at", datetime(2026, 11, 19)),  # noqa: DTZ001  # that it has no zone is the case
        ("key", bytes(7)),
    ],
)
def test_what_cannot_be_a_seal_is_refused_by_field(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"cannot have {field}"):
        replace(SEAL, **{field: value})


def test_a_first_seal_has_none_before_it() -> None:
    with pytest.raises(ValueError, match="cannot have previous"):
        replace(SEAL, number=1)


# ── fingerprints ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fingerprint_is_the_first_100_bits_of_the_digest() -> None:
    code = fingerprint(SEAL).replace("-", "")
    bits = "".join(f"{ALPHABET.index(character):05b}" for character in code)
    assert len(bits) == 100
    assert f"{int(DIGEST, 16):0256b}".startswith(bits)


@pytest.mark.parametrize(
    "typed",
    [
        "K7QF-2M9D-0WXR-51YH-81ZC",
        "k7qf-2m9d-0wxr-51yh-81zc",
        "K7QF2M9D0WXR51YH81ZC",
        "  K7QF 2M9D 0WXR 51YH 81ZC\n",
        "K7QF\u00a02M9D – 0WXR—51YH_81ZC.",
        "K7QF-2M9D-OWXR-5IYH-8lZC",
        "k7qf 2m9d owxr slyh 8izc".replace("s", "5"),
        "K 7 Q F 2 M 9 D 0 W X R 5 1 Y H 8 1 Z C",
    ],
)
def test_what_people_type_is_read(typed: str) -> None:
    assert read_fingerprint(typed) == "K7QF-2M9D-0WXR-51YH-81ZC"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7QF-2M9D",  # a receipt
        "K7QF-2M9D-0WXR-51YH-81Z",
        "K7QF-2M9D-0WXR-51YH-81ZCC",
        "K7QF-2M9D-0WXR-51YH-81ZU",  # U is no digit
        "K7QF-2M9D-0WXR-51YH-81Z*",
        "K7QF-2M9D-0WXR-51YH-81Z٣",
    ],
)
def test_what_is_no_fingerprint_is_none(typed: str) -> None:
    assert read_fingerprint(typed) is None
    assert read_printed(typed) is None


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    assert read_fingerprint(text) is None or len(read_fingerprint(text) or "") == 24
    assert read_printed(f"SEGEL {text} {FINGERPRINT}") is None or text.strip()


@given(st.binary(min_size=32, max_size=32))
def test_every_fingerprint_is_read_as_itself(root: bytes) -> None:
    code = fingerprint(replace(SEAL, root=root))
    assert read_fingerprint(code) == read_fingerprint(code.lower().replace("-", " ")) == code


# ── on paper ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_printed_line_is_read_as_it_was_written() -> None:
    assert printed(SEAL) == f"SEGEL kanim-tanjungpandan 17 2026-11-19 {FINGERPRINT}"
    assert read_printed(printed(SEAL)) == Printed("kanim-tanjungpandan", 17, date(2026, 11, 19), FINGERPRINT)


@pytest.mark.parametrize("change", [str.lower, str.upper, lambda line: f"  {line}\r\n", lambda line: line.replace(" ", "\t ")])
def test_the_printed_line_is_read_however_it_is_typed(change: Any) -> None:
    assert read_printed(change(printed(SEAL))) == Printed("kanim-tanjungpandan", 17, date(2026, 11, 19), FINGERPRINT)


def test_a_bare_fingerprint_says_no_more() -> None:
    assert read_printed(FINGERPRINT.lower()) == Printed(None, None, None, FINGERPRINT)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "SEGEL",
        "SEGEL kanim 17 2026-11-19",
        f"SEGEL kanim {FINGERPRINT}",
        f"SEGEL kanim 0 2026-11-19 {FINGERPRINT}",
        f"SEGEL kanim x 2026-11-19 {FINGERPRINT}",
        f"SEGEL kanim 17 2026-02-31 {FINGERPRINT}",
        f"SEGEL kanim 17 2026-11-19 {FINGERPRINT[:-1]}",
        f"STEMPEL kanim 17 2026-11-19 {FINGERPRINT}",
    ],
)
def test_what_is_no_printed_line_is_none(line: str) -> None:
    assert read_printed(line) is None


# ── json ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_fields_of_the_json() -> None:
    assert to_json(SEAL, SIGNATURE) == {
        "unit": "kanim-tanjungpandan",
        "number": 17,
        "day": "2026-11-19",
        "size": 4321,
        "root": SEAL.root.hex(),
        "previous": SEAL.previous.hex(),
        "totals": {"1": 12, "2": 34, "3": 1275, "4": 3000},
        "made_at": "2026-11-19T10:05:00.123+00:00",
        "key": "630dcd2966c43366",
        "signature": SIGNATURE.hex(),
    }


@pytest.mark.parametrize("seal", [SEAL, first(), first(size=0, totals=()), replace(SEAL, statements=(("a", "1"), ("releases", "2")))])
def test_json_there_and_back(seal: Seal) -> None:
    assert from_json(json.loads(json.dumps({"type": "seal", **to_json(seal, SIGNATURE)}))) == (seal, SIGNATURE)


WRONG: dict[str, list[Any]] = {
    "unit": [7, "", "ka nim"],
    "number": [0, "17", 17.0, True, None],
    "day": ["19-11-2026", "20261119", "2026-02-31", 7],
    "size": [-1, "4321", True],
    "root": ["", "zz" * 32, "00" * 31, "AB" * 32, " ".join(["00"] * 32), 7],
    "previous": ["", "00" * 31, None],
    "totals": [[[1, 2]], {"x": 1}, {"01": 1}, {"1": True}, {"1": -1}, {"-1": 1}, None],
    "made_at": ["", "2026-11-19T10:05:00.123", 1795082700123],
    "key": ["", "00" * 9],
    "signature": ["", "00" * 63, None],
    "statements": [7, {"a": 1}, {"a": ""}, {"A": "1"}, {"a": "1 b=2"}, None],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in WRONG.items() for value in values])
def test_malformed_json_is_refused_by_field(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"\b{field}\b"):
        from_json({**to_json(SEAL, SIGNATURE), field: value})


@pytest.mark.parametrize("field", to_json(SEAL, SIGNATURE))
def test_a_missing_field_is_named(field: str) -> None:
    record = to_json(SEAL, SIGNATURE)
    del record[field]
    with pytest.raises(ValueError, match=f"the seal has no {field}"):
        from_json(record)
