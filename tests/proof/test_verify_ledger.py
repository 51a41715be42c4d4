"""deploy/verify_ledger.py, run as outsiders run it: on a whole export, on every kind of damage, against seals kept elsewhere."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.proof import Seal, fingerprint, printed
from kiosk.proof.merkle import Frontier
from kiosk.proof.seal import digest, key_form, key_id, seal_form, to_json
from tests.make import utc

PROGRAM = Path(__file__).parents[2] / "deploy" / "verify_ledger.py"
DOCUMENT = Path(__file__).parents[2] / "docs" / "export.md"

Record = dict[str, Any]

# Seed → the same keys every time, so the same fingerprints.
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2)]
PUBLIC = [key.public_key().public_bytes_raw() for key in KEYS]
LEAVES = [sha256(b"\x00" + bytes([n])).digest() for n in range(25)]
# The second day brought nothing, three leaves came after the last: sizes that are and are not powers of two.
SIZES = (8, 8, 13, 20, 22)
DAY = date(2026, 11, 2)


def seals_over(leaves: list[bytes], *, new_key_from: int = 99) -> list[tuple[Seal, bytes]]:
    """A seal a day with its signature; from `new_key_from` on with the second key."""
    made: list[tuple[Seal, bytes]] = []
    for number, size in enumerate(SIZES, 1):
        used = 1 if number >= new_key_from else 0
        seal = Seal(
            unit="kanim",
            number=number,
            day=DAY + timedelta(days=number),
            size=size,
            root=Frontier(leaves[:size]).root(),
            previous=digest(made[-1][0]) if made else b"",
            totals=((1, 0), (2, 1), (3, 2), (4, size - 3)),
            made_at=utc(2026, 11, 2 + number, 10, 5, 0, 123_000),
            key=key_id(PUBLIC[used]),
            # The first ones are of before there were statements.
            statements=(("releases", "2"),) if number > 2 else (),
        )
        made.append(signed(seal, used))
    return made


def signed(seal: Seal, key: int = 0) -> tuple[Seal, bytes]:
    return seal, KEYS[key].sign(seal_form(seal))


SEALS = seals_over(LEAVES)


def key_record(number: int, *, endorsed_by: Ed25519PrivateKey | None = None) -> Record:
    made_at, reason = utc(2026, 11, number), "" if number == 1 else "kunci lama disimpan"
    form = key_form(number, PUBLIC[number - 1], made_at, reason)
    return {
        "type": "key",
        "number": number,
        "public": PUBLIC[number - 1].hex(),
        "made_at": made_at.isoformat(timespec="milliseconds"),
        "reason": reason,
        "endorsement": endorsed_by.sign(form).hex() if endorsed_by else "",
    }


def export_records(leaves: list[bytes] = LEAVES, seals: list[tuple[Seal, bytes]] = SEALS, keys: list[Record] | None = None) -> list[Record]:
    """All lines but the last, in order."""
    return [
        {"type": "ledger", "format": 1, "unit": "kanim", "exported_at": "2026-11-19T07:42:00.000+00:00", "entries": len(leaves)},
        *(keys or [key_record(1)]),
        *({"type": "seal", **to_json(*each)} for each in seals),
        *({"type": "leaf", "seq": seq, "leaf": leaf.hex()} for seq, leaf in enumerate(leaves, 1)),
    ]


def as_lines(records: list[Record]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def whole(records: list[Record]) -> bytes:
    body = as_lines(records)
    return body + as_lines([{"type": "end", "sha256": sha256(body).hexdigest()}])


class Answer:
    def __init__(self, run: "subprocess.CompletedProcess[str]") -> None:
        assert not run.stderr, run.stderr
        self.status, self.said = run.returncode, run.stdout


@pytest.fixture
def verify(tmp_path: Path) -> Callable[..., Answer]:
    """verify(content, against=text or records, *options)"""

    def run(content: bytes, *options: str, against: str | list[Any] | None = None) -> Answer:
        export, kept = tmp_path / "kanim.jsonl", tmp_path / "kept.txt"
        export.write_bytes(content)
        if against is not None:
            kept.write_text(against if isinstance(against, str) else json.dumps(against))
            options = (*options, "--against", str(kept))
        # -I: nothing of ours can be imported, whatever the working directory is.
        command = [sys.executable, "-I", str(PROGRAM), str(export), *options]
        return Answer(subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False))

    return run


def test_it_imports_nothing_of_ours() -> None:
    tree = ast.parse(PROGRAM.read_text())
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) == {"cryptography"}


# ── nothing wrong ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_export_is_clean(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records()))
    assert answer.said.splitlines() == [
        "Unit kanim, exported 2026-11-19T07:42:00.000+00:00: leaves 25, seals 5, keys 1.",
        f"Nothing is wrong: leaves 1 to 22 are those of seal 5 of 2026-11-07, {fingerprint(SEALS[-1][0])}.",
        "The last 3 leaves are under no seal yet.",
        "Whether this is the history that was sealed at the time, only seals kept elsewhere can tell: --against FILE.",
    ]
    assert answer.status == 0


def test_for_programs(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records()), "--json")
    assert json.loads(answer.said) == {
        "exit": 0,
        "unit": "kanim",
        "leaves": 25,
        "seals": 5,
        "keys": 1,
        "wrong": [],
        "unchecked": [],
        "warnings": [],
        "standing": [],
        "agrees_to": None,
        "differs_from": None,
    }


def test_a_ledger_without_entries_or_seals_is_clean(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records([], [])))
    assert answer.status == 0, answer.said
    empty = replace(SEALS[0][0], size=0, root=Frontier().root(), totals=())
    assert verify(whole(export_records([], [signed(empty)]))).status == 0


def test_a_new_key_endorsed_by_the_old_one_is_clean(verify: Callable[..., Answer]) -> None:
    keys = [key_record(1), key_record(2, endorsed_by=KEYS[0])]
    answer = verify(whole(export_records(seals=seals_over(LEAVES, new_key_from=3), keys=keys)))
    assert answer.status == 0, answer.said
    assert "Warning" not in answer.said


def test_a_new_key_without_endorsement_is_a_warning(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records(seals=seals_over(LEAVES, new_key_from=3), keys=[key_record(1), key_record(2)])))
    assert answer.status == 0
    assert "Warning: key 2 was not endorsed by key 1: compare seals kept elsewhere." in answer.said


def test_the_document_names_every_field() -> None:
    document = DOCUMENT.read_text()
    for record in [*export_records(), {"type": "end", "sha256": ""}]:
        for name in record:
            assert f'"{name}"' in document, f"docs/export.md does not say what {name} is in a line of type {record['type']}"


# ── damage ────────────────────────────────────────────────────────────────────────────────────────────────────────

Change = Callable[[list[Record]], object]


def of(records: list[Record], kind: str, number: int) -> Record:
    return [record for record in records if record["type"] == kind][number - 1]


def reseal(records: list[Record], number: int, **changed: Any) -> None:
    """Another seal instead of one, rightly signed: what somebody who has the key can do."""
    seal, signature = signed(replace(SEALS[number - 1][0], **changed))
    of(records, "seal", number).update(to_json(seal, signature))


def drop_leaves_after(records: list[Record], count: int) -> None:
    records[:] = [record for record in records if record["type"] != "leaf" or record["seq"] <= count]


DAMAGE: dict[str, tuple[Change, list[str]]] = {
    "a leaf changed": (
        lambda r: of(r, "leaf", 10).update(leaf=LEAVES[0].hex()),
        ["From seal 3 of 2026-11-05 on, the leaves are not those that were sealed", "lies among leaves 9 to 13."],
    ),
    "the first leaf changed": (
        lambda r: of(r, "leaf", 1).update(leaf=LEAVES[1].hex()),
        ["From seal 1 of 2026-11-03 on", "among leaves 1 to 8."],
    ),
    "two leaves swapped": (
        lambda r: (of(r, "leaf", 14).update(leaf=LEAVES[14].hex()), of(r, "leaf", 15).update(leaf=LEAVES[13].hex())),
        ["From seal 4 of 2026-11-06 on", "among leaves 14 to 20."],
    ),
    "a leaf left out": (
        lambda r: r.remove(of(r, "leaf", 17)),
        ["Leaf 17 is missing: leaf 18 stands in its place.", "The export says that there are 25 leaves, but holds 24."],
    ),
    "a leaf twice": (
        lambda r: r.insert(r.index(of(r, "leaf", 17)), of(r, "leaf", 17)),
        ["Leaf 18 is missing: leaf 17 stands in its place.", "25 leaves, but holds 26."],
    ),
    "the tail left out": (
        lambda r: drop_leaves_after(r, 21),
        ["25 leaves, but holds 21.", "Seal 5 of 2026-11-07 covers 22 leaves, but only 21 are here."],
    ),
    "the unsealed tail left out": (lambda r: drop_leaves_after(r, 22), ["25 leaves, but holds 22."]),
    "fewer entries promised than sealed": (
        lambda r: (r[0].update(entries=21), drop_leaves_after(r, 21)),
        ["Seal 5 of 2026-11-07 covers 22 leaves, but the export says that there are 21."],
    ),
    "a total changed": (
        lambda r: of(r, "seal", 3).update(totals={"1": 0, "2": 0, "3": 0, "4": 13}),
        ["The signature of seal 3 of 2026-11-05 does not hold", "Seal 4 of 2026-11-06 was not made after seal 3"],
    ),
    "a root changed": (
        lambda r: of(r, "seal", 3).update(root=LEAVES[0].hex()),
        ["The signature of seal 3", "The root in seal 3 of 2026-11-05 is not that of the first 13 leaves, but later seals agree"],
    ),
    "a root changed and signed again": (
        lambda r: reseal(r, 5, root=LEAVES[0]),
        ["From seal 5 of 2026-11-07 on", "among leaves 21 to 22."],
    ),
    "a signature of something else": (
        lambda r: of(r, "seal", 3).update(signature=SEALS[1][1].hex()),
        ["The signature of seal 3 of 2026-11-05 does not hold: the seal was changed, or not signed with key 1."],
    ),
    "a seal left out": (
        lambda r: r.remove(of(r, "seal", 3)),
        ["Seal 3 is missing: seal 4 of 2026-11-06 stands in its place."],
    ),
    "the first seal left out": (
        lambda r: r.remove(of(r, "seal", 1)),
        ["Seal 1 is missing: seal 2 of 2026-11-04 stands in its place."],
    ),
    "another seal before": (
        lambda r: reseal(r, 4, previous=LEAVES[0]),
        [
            "Seal 4 of 2026-11-06 was not made after seal 3 of 2026-11-05 that stands before it.",
            "Seal 5 of 2026-11-07 was not made after seal 4",
        ],
    ),
    "a seal that shrinks": (
        lambda r: reseal(r, 5, size=19, root=Frontier(LEAVES[:19]).root()),
        ["Seal 5 of 2026-11-07 covers 19 leaves, fewer than the 20 of the one before."],
    ),
    "a seal of another unit": (
        lambda r: reseal(r, 5, unit="lapas"),
        ["Seal 5 of 2026-11-07 is of unit lapas, not of kanim."],
    ),
    "a key that is not there": (
        lambda r: of(r, "seal", 5).update(key="00" * 8),
        ["Seal 5 of 2026-11-07 names key 0000000000000000, which is not in the export."],
    ),
    "a key left out": (
        lambda r: of(r, "key", 1).update(number=2),
        ["Key 1 is missing: key 2 stands in its place."],
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_named(verify: Callable[..., Answer], name: str) -> None:
    change, words = DAMAGE[name]
    records = json.loads(json.dumps(export_records()))
    change(records)
    assert records != export_records(), "the change must change something for this test to mean anything"
    answer = verify(whole(records))
    assert answer.status == 1
    for said in words:
        assert said in answer.said
    assert "Nothing is wrong" not in answer.said


def test_a_false_endorsement_is_found(verify: Callable[..., Answer]) -> None:
    keys = [key_record(1), key_record(2, endorsed_by=KEYS[1])]
    answer = verify(whole(export_records(keys=keys)))
    assert answer.status == 1
    assert "Wrong: The endorsement of key 2 does not hold: it was not signed with the key before." in answer.said


def test_the_old_key_signs_nothing_after_the_new_one(verify: Callable[..., Answer]) -> None:
    seals = seals_over(LEAVES, new_key_from=3)
    seals[4] = signed(replace(seals[4][0], key=key_id(PUBLIC[0])))
    answer = verify(whole(export_records(seals=seals, keys=[key_record(1), key_record(2, endorsed_by=KEYS[0])])))
    assert answer.status == 1
    assert "Seal 5 of 2026-11-07 was signed with key 1 when key 2 was in use already." in answer.said


def test_only_the_first_of_many_wrong_roots_is_named(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records([LEAVES[1], *LEAVES[1:]])))
    assert answer.said.count("Wrong:") == 1


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────

WHOLE = whole(export_records())


@pytest.mark.parametrize("cut", [len(as_lines(export_records())), len(WHOLE) - 30, len(WHOLE) // 2, len(WHOLE) // 3])
def test_a_file_that_was_cut_off_is_not_whole(verify: Callable[..., Answer], cut: int) -> None:
    answer = verify(WHOLE[:cut])
    assert answer.status == 1
    assert "Wrong: The file is not whole: it stops after line " in answer.said


def test_a_missing_last_line_end_does_no_harm(verify: Callable[..., Answer]) -> None:
    assert verify(WHOLE.rstrip()).status == 0


def test_a_changed_file_is_found_where_no_rule_of_the_ledger_looks(verify: Callable[..., Answer]) -> None:
    answer = verify(WHOLE.replace(b"T07:42", b"T08:42"))
    assert answer.status == 1
    assert "The file was changed after it was written: its SHA-256 is not the one in its end line." in answer.said


def test_nothing_may_follow_the_end(verify: Callable[..., Answer]) -> None:
    answer = verify(WHOLE + b"\n")
    assert answer.status == 1
    assert "Something follows the end line" in answer.said


def changed(kind: str, **values: Any) -> bytes:
    records = json.loads(json.dumps(export_records()))
    of(records, kind, 1).update(values)
    return whole(records)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it holds no line of an export"),
        (b"%PDF-1.7 \xff", "it holds no line of an export"),
        (b"%PDF-1.7 \xff\n", "line 1 is not a JSON object"),
        (b"[1, 2]\n", "line 1 is not a JSON object"),
        (b"[" * 100_000 + b"\n", "line 1 is not a JSON object"),
        (as_lines(export_records()[1:]), "line 1 has type 'key', which cannot stand there"),
        (as_lines([*export_records(), key_record(1)]), "line 33 has type 'key', which cannot stand there"),
        (as_lines([*export_records()[:1]] * 2), "line 2 has type 'ledger', which cannot stand there"),
        (as_lines([*export_records()[:1], {"type": "note"}]), "line 2 has type 'note', which cannot stand there"),
        (changed("ledger", format=2), "line 1: this program reads format 1, not 2"),
        (changed("ledger", unit="ka nim"), "line 1: unit cannot be 'ka nim'"),
        (changed("ledger", entries="25"), "line 1: entries cannot be '25'"),
        (changed("key", public="00"), "line 2: public cannot be '00'"),
        (changed("key", reason="a\tb"), "line 2: reason cannot be"),
        (changed("key", made_at="2026-11-01"), "line 2: made_at cannot be '2026-11-01'"),
        (changed("key", made_at="2026-11-01T00:00:00"), "line 2: made_at cannot be '2026-11-01T00:00:00'"),
        (changed("key", endorsement=None), "line 2: endorsement cannot be None"),
        (changed("seal", number=0), "line 3: number cannot be 0"),
        (changed("seal", size=True), "line 3: size cannot be True"),
        (changed("seal", root=LEAVES[0].hex().upper()), "line 3: root cannot be"),
        (changed("seal", totals=[1, 2]), "line 3: totals cannot be [1, 2]"),
        (changed("seal", totals={"01": 2}), "line 3: totals cannot be {'01': 2}"),
        (changed("seal", totals={"1": -2}), "line 3: 1 cannot be -2"),
        (changed("seal", statements={}), "line 3: statements cannot be {}"),
        (changed("seal", statements={"a b": "1"}), "line 3: statements cannot have 'a b': '1'"),
        (changed("seal", statements={"a": "1\t2"}), "line 3: statements cannot have 'a': '1\\t2'"),
        (changed("leaf", leaf="ff"), "line 8: leaf cannot be 'ff'"),
    ],
)
def test_what_is_no_export_cannot_be_checked(verify: Callable[..., Answer], content: bytes, words: str) -> None:
    answer = verify(content)
    assert answer.status == 2
    assert words in answer.said
    assert "Could not check: " in answer.said


def test_a_file_that_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-I", str(PROGRAM), str(tmp_path / "none")], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "")
    assert "No such file" in run.stdout


# ── against seals kept elsewhere ──────────────────────────────────────────────────────────────────────────────────

# The same unit, and the same key: somebody who has it rewrote the history of the fourth day.
FORGED_LEAVES = [*LEAVES[:15], sha256(b"another answer").digest(), *LEAVES[16:]]
FORGED = seals_over(FORGED_LEAVES)
FORGED_EXPORT = whole(export_records(FORGED_LEAVES, FORGED))
KEPT = [to_json(*each) for each in SEALS]


def test_a_history_made_anew_is_clean_by_itself(verify: Callable[..., Answer]) -> None:
    assert [a == b for a, b in zip(SEALS, FORGED, strict=True)] == [True, True, True, False, False]
    assert verify(FORGED_EXPORT).status == 0


@pytest.mark.parametrize(
    "kept",
    [
        KEPT,
        "\n".join(json.dumps(each) for each in KEPT),
        whole(export_records(keys=[{**key_record(1), "reason": "# 1"}])).decode(),
        json.dumps(KEPT[4], indent=2),
    ],
    ids=["list", "lines", "an earlier export", "one"],
)
def test_whole_kept_seals_stand_in_their_own_history(verify: Callable[..., Answer], kept: str | list[Any]) -> None:
    answer = verify(WHOLE, against=kept)
    assert answer.status == 0, answer.said
    assert "seal 5 of 2026-11-07 stands in this history." in answer.said
    assert "only seals kept elsewhere can tell" not in answer.said


def test_whole_kept_seals_show_a_history_made_anew(verify: Callable[..., Answer]) -> None:
    answer = verify(FORGED_EXPORT, against=KEPT)
    assert answer.status == 1
    assert "item 3: seal 3 of 2026-11-05 stands in this history." in answer.said
    assert "Wrong: item 4: seal 4 is another one here, and key 1 signed the kept one too: there are two histories." in answer.said
    assert (
        "The history differs from seal 4 on, which was kept and is not here; seal 3 is the last one kept before it, and agrees."
        in answer.said
    )


def test_typed_seals_show_a_history_made_anew(verify: Callable[..., Answer]) -> None:
    lines = [printed(SEALS[0][0]), printed(SEALS[1][0]).lower(), printed(SEALS[4][0])]
    answer = verify(FORGED_EXPORT, "--json", against="# from the folder at the counter\n\n" + "\n".join(lines))
    said = json.loads(answer.said)
    assert (answer.status, said["agrees_to"], said["differs_from"]) == (1, 2, 5)
    assert said["standing"] == [
        "line 3: seal 1 of 2026-11-03 stands in this history.",
        "line 4: seal 2 of 2026-11-04 stands in this history.",
    ]
    assert said["wrong"] == [
        f"line 5: seal 5 with fingerprint {fingerprint(SEALS[4][0])} does not stand in this history.",
        "The history differs from seal 5 on, which was kept and is not here; seal 2 is the last one kept before it, and agrees.",
    ]


def test_a_bare_fingerprint_is_enough_however_it_is_typed(verify: Callable[..., Answer]) -> None:
    code = fingerprint(SEALS[4][0])
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert verify(WHOLE, against=f"{careless}   # sheet of 7 November\n").status == 0
    answer = verify(FORGED_EXPORT, against=careless)
    assert answer.status == 1
    assert f"line 1: a seal with fingerprint {code} does not stand in this history." in answer.said


def test_where_nothing_earlier_was_kept_it_is_said(verify: Callable[..., Answer]) -> None:
    answer = verify(FORGED_EXPORT, against=printed(SEALS[3][0]))
    assert "The history differs from seal 4 on, which was kept and is not here; no earlier one was kept." in answer.said


def test_a_seal_later_than_the_export_is_told_apart(verify: Callable[..., Answer]) -> None:
    answer = verify(whole(export_records(LEAVES[:20], SEALS[:4])), against=[KEPT[4]])
    assert answer.status == 1
    assert "seal 5 is not here: the export ends with seal 4. It is older, or its end was cut off." in answer.said


@pytest.mark.parametrize("places", [[0], [3, 18]])
def test_a_typing_error_is_no_forgery(verify: Callable[..., Answer], places: list[int]) -> None:
    code = list(fingerprint(SEALS[2][0]))
    for place in places:
        code[place] = "Z" if code[place] != "Z" else "Y"
    answer = verify(WHOLE, against="".join(code))
    assert answer.status == 2
    assert f"is nearly {fingerprint(SEALS[2][0])} of seal 3 of 2026-11-05: a typing error?" in answer.said


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("K7QF-2M9D", "line 1: 'K7QF-2M9D' is neither a seal nor a fingerprint."),
        ("SEGEL kanim 17 2026-11-19", "line 1: 'SEGEL kanim 17 2026-11-19' is neither a seal nor a fingerprint."),
        ('{"type": "seal", "unit": "kanim"}\n\n', "number cannot be None"),
        ("{broken\n", "kept.txt, line 1: "),
        ("[broken\n", "kept.txt: Expecting value"),
        ("[" * 100_000, "kept.txt: maximum recursion depth exceeded"),
        ("", "kept.txt has no seal of unit kanim."),
        ([], "kept.txt has no seal of unit kanim."),
        ([7], "'7' is neither a seal nor a fingerprint."),
        ([to_json(*signed(replace(SEALS[0][0], unit="lapas")))], "kept.txt has no seal of unit kanim, but of lapas."),
        (printed(SEALS[0][0]).replace("kanim", "lapas"), "kept.txt has no seal of unit kanim, but of lapas."),
    ],
)
def test_kept_seals_that_cannot_be_read_are_named(verify: Callable[..., Answer], kept: str | list[Any], words: str) -> None:
    answer = verify(WHOLE, against=kept)
    assert answer.status == 2
    assert words in answer.said


def test_a_kept_seal_that_nobody_signed_proves_no_second_history(verify: Callable[..., Answer]) -> None:
    invented = to_json(replace(SEALS[2][0], totals=((4, 13),)), SEALS[2][1])
    answer = verify(WHOLE, against=[invented])
    assert answer.status == 1
    assert "does not stand in this history." in answer.said
    assert "two histories" not in answer.said
