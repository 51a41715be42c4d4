"""The Merkle tree: the reference vectors of Certificate Transparency, every proof of small trees, and pymerkle as a second opinion."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from kiosk.proof.merkle import (
    BLOCK,
    EMPTY,
    Frontier,
    consistency_proof,
    inclusion_proof,
    inclusion_proofs_since,
    node,
    root,
    verify_consistency,
    verify_inclusion,
)

# Source: github.com/transparency-dev/merkle, testonly; the same as in the tests of the first log, of 2013.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# (index, size): the proof
INCLUSION = {
    (0, 1): [],
    (0, 2): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"],
    (1, 2): ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
# (first size, second size): the proof
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}


def leaf(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


REFERENCE = [leaf(bytes.fromhex(data)) for data in INPUTS]
# Past two powers of two on either side, so that trees of every shape are among them.
LEAVES = [leaf(bytes([n])) for n in range(40)]
PREFIX_ROOTS = [root(LEAVES[:size]) for size in range(len(LEAVES) + 1)]
HASH = st.binary(min_size=32, max_size=32)


def simple_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    k = max(1 << n for n in range(len(leaves)) if 1 << n < len(leaves))
    return node(simple_root(leaves[:k]), simple_root(leaves[k:]))


def hexadecimal(hashes: list[bytes]) -> list[str]:
    return [each.hex() for each in hashes]


def as_bytes(hashes: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in hashes]


# ── reference vectors ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_reference(size: int) -> None:
    assert root(REFERENCE[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_of_the_reference(index: int, size: int) -> None:
    proof = INCLUSION[index, size]
    assert hexadecimal(inclusion_proof(REFERENCE[:size], index)) == proof
    assert verify_inclusion(REFERENCE[index], index, size, as_bytes(proof), bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_consistency_proofs_of_the_reference(first: int, second: int) -> None:
    proof = CONSISTENCY[first, second]
    assert hexadecimal(consistency_proof(REFERENCE[:second], first)) == proof
    assert verify_consistency(first, second, as_bytes(proof), bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second]))


# ── every proof of small trees ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_a_root_is_the_one_of_the_definition(size: int) -> None:
    assert PREFIX_ROOTS[size] == simple_root(LEAVES[:size])


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_each_leaf_is_proved_at_its_own_place_only(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        held = [place for place in range(size + 2) if verify_inclusion(LEAVES[index], place, size, proof, PREFIX_ROOTS[size])]
        assert held == [index]
        assert not verify_inclusion(LEAVES[index - 1], index, size, proof, PREFIX_ROOTS[size]) or size == 1


@pytest.mark.parametrize("second", range(len(LEAVES) + 1))
def test_each_beginning_of_a_tree_is_proved(second: int) -> None:
    for first in range(second + 1):
        proof = consistency_proof(LEAVES[:second], first)
        assert verify_consistency(first, second, proof, PREFIX_ROOTS[first], PREFIX_ROOTS[second])
        if proof:
            assert not verify_consistency(first, second, proof, PREFIX_ROOTS[first - 1], PREFIX_ROOTS[second])
            assert not verify_consistency(first, second, proof, PREFIX_ROOTS[first], PREFIX_ROOTS[second - 1])
            assert not verify_consistency(second, first, proof, PREFIX_ROOTS[second], PREFIX_ROOTS[first])


def damaged(proof: list[bytes]) -> Iterator[list[bytes]]:
    """The proof with each hash changed in one bit, left out, doubled, or swapped with the next; with one more at either end."""
    for place, good in enumerate(proof):
        yield [*proof[:place], bytes([good[0] ^ 1]) + good[1:], *proof[place + 1 :]]
        yield proof[:place] + proof[place + 1 :]
        yield [*proof[: place + 1], *proof[place:]]
        if proof[place : place + 1] != proof[place + 1 : place + 2] and place + 1 < len(proof):
            yield [*proof[:place], proof[place + 1], good, *proof[place + 2 :]]
    yield [*proof, EMPTY]
    yield [EMPTY, *proof]


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_a_damaged_inclusion_proof_is_refused(size: int) -> None:
    for index in range(size):
        for proof in damaged(inclusion_proof(LEAVES[:size], index)):
            assert not verify_inclusion(LEAVES[index], index, size, proof, PREFIX_ROOTS[size])


@pytest.mark.parametrize("second", range(1, len(LEAVES) + 1))
def test_a_damaged_consistency_proof_is_refused(second: int) -> None:
    for first in range(second + 1):
        for proof in damaged(consistency_proof(LEAVES[:second], first)):
            assert not verify_consistency(first, second, proof, PREFIX_ROOTS[first], PREFIX_ROOTS[second])


@pytest.mark.parametrize("first", range(1, 17))
def test_a_tree_with_a_changed_leaf_is_no_continuation(first: int) -> None:
    changed = [*LEAVES[: first - 1], EMPTY, *LEAVES[first:17]]
    for second in range(first, len(changed) + 1):
        proof = consistency_proof(changed[:second], first)
        assert not verify_consistency(first, second, proof, PREFIX_ROOTS[first], root(changed[:second]))


# ── edges ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_empty_tree_begins_every_tree_and_holds_nothing() -> None:
    assert root([]) == Frontier().root() == EMPTY == sha256(b"").digest()
    assert verify_consistency(0, 0, [], EMPTY, EMPTY)
    assert verify_consistency(0, 5, [], EMPTY, PREFIX_ROOTS[5])
    assert not verify_consistency(0, 5, [], PREFIX_ROOTS[1], PREFIX_ROOTS[5])
    assert not verify_consistency(0, 0, [], PREFIX_ROOTS[1], PREFIX_ROOTS[1])
    assert not verify_inclusion(LEAVES[0], 0, 0, [], EMPTY)


def test_a_tree_of_the_same_size_has_the_same_root() -> None:
    assert consistency_proof(LEAVES, 40) == []
    assert verify_consistency(40, 40, [], PREFIX_ROOTS[40], PREFIX_ROOTS[40])
    assert not verify_consistency(40, 40, [], PREFIX_ROOTS[39], PREFIX_ROOTS[40])


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_of_a_leaf_outside(index: int) -> None:
    with pytest.raises(IndexError, match="among 5"):
        inclusion_proof(LEAVES[:5], index)


@pytest.mark.parametrize("first", [-1, 6])
def test_a_longer_tree_is_no_beginning(first: int) -> None:
    with pytest.raises(ValueError, match="not the beginning"):
        consistency_proof(LEAVES[:5], first)


GOOD = {"leaf": LEAVES[2], "index": 2, "size": 5, "proof": inclusion_proof(LEAVES[:5], 2), "root": PREFIX_ROOTS[5]}
GOOD_PAIR = {
    "first_size": 3,
    "second_size": 5,
    "proof": consistency_proof(LEAVES[:5], 3),
    "first_root": PREFIX_ROOTS[3],
    "second_root": PREFIX_ROOTS[5],
}
MALFORMED_HASHES = [b"", LEAVES[2][:31], LEAVES[2] + b"\x00", LEAVES[2].hex(), None, 7]
MALFORMED_SIZES = [-1, "5", None, 2.5, 1 << 4000]
MALFORMED_PROOFS = [None, 7, "proof", b"proof", {}, [None], [b""], [LEAVES[0].hex()] * 3, [[LEAVES[0]]] * 3]


@pytest.mark.parametrize(
    ("verify", "good", "field", "bad"),
    [
        (verify, good, field, bad)
        for verify, good in ((verify_inclusion, GOOD), (verify_consistency, GOOD_PAIR))
        for field in good
        for bad in (MALFORMED_PROOFS if field == "proof" else MALFORMED_SIZES if isinstance(good[field], int) else MALFORMED_HASHES)
    ],
)
def test_malformed_input_is_false_and_no_error(verify: Callable[..., bool], good: dict[str, Any], field: str, bad: object) -> None:
    assert verify(**good)
    assert verify(**{**good, field: bad}) is False


# ── the frontier ──────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.lists(HASH, max_size=9), max_size=9))
def test_a_frontier_grows_the_same_by_leaf_by_day_and_at_once(days: list[list[bytes]]) -> None:
    leaves = [each for day in days for each in day]
    by_leaf, by_day = Frontier(), Frontier()
    for day in days:
        by_day.extend(iter(day))
        for each in day:
            by_leaf.append(each)
        # What a seal kept is all that the next day starts from.
        by_day = Frontier.from_bytes(by_day.size, by_day.to_bytes())
    assert by_leaf.size == by_day.size == len(leaves)
    assert by_leaf.root() == by_day.root() == root(leaves) == simple_root(leaves)
    assert by_leaf.to_bytes() == by_day.to_bytes() == Frontier(leaves).to_bytes()
    assert len(by_day.to_bytes()) == 32 * len(leaves).bit_count()


def test_a_frontier_keeps_the_biggest_subtree_first() -> None:
    assert Frontier(LEAVES[:7]).to_bytes() == root(LEAVES[:4]) + root(LEAVES[4:6]) + LEAVES[6]
    assert Frontier().to_bytes() == b""


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_a_frontier_takes_more_than_one_block(size: int) -> None:
    leaves = [n.to_bytes(32) for n in range(size)]
    assert Frontier(iter(leaves)).root() == root(leaves) == simple_root(leaves)


@pytest.mark.parametrize(("size", "length"), [(0, 32), (1, 0), (3, 32), (4, 64), (3, 63), (3, 65), (-1, 32)])
def test_a_frontier_of_the_wrong_length_is_refused(size: int, length: int) -> None:
    with pytest.raises(ValueError, match="does not take"):
        Frontier.from_bytes(size, bytes(length))


@pytest.mark.parametrize("bad", [b"", bytes(31), bytes(33)])
def test_a_leaf_of_the_wrong_length_changes_nothing(bad: bytes) -> None:
    frontier = Frontier(LEAVES[:5])
    with pytest.raises(ValueError, match="32 bytes"):
        frontier.append(bad)
    with pytest.raises(ValueError, match="32 bytes"):
        frontier.extend([LEAVES[5], bad])
    assert (frontier.size, frontier.root()) == (5, PREFIX_ROOTS[5])


# ── pymerkle ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def theirs() -> InmemoryTree:
    """The same tree, by somebody else. Its places are counted from 1."""
    tree = InmemoryTree(algorithm="sha256")
    for n in range(len(LEAVES)):
        tree.append_entry(bytes([n]))
    return tree


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_pymerkle_makes_the_same_inclusion_proofs(theirs: InmemoryTree, size: int) -> None:
    assert theirs.get_root(size) == PREFIX_ROOTS[size]
    for index in range(size):
        # Its path begins with the leaf itself.
        proof = theirs.prove_inclusion(index + 1, size)
        assert proof.path == [LEAVES[index], *inclusion_proof(LEAVES[:size], index)]
        pymerkle.verify_inclusion(LEAVES[index], PREFIX_ROOTS[size], proof, index=index + 1, size=size)
        assert verify_inclusion(proof.path[0], index, size, proof.path[1:], theirs.get_root(size))


@pytest.mark.parametrize("second", range(1, len(LEAVES) + 1))
def test_pymerkle_finds_the_same_trees_consistent(theirs: InmemoryTree, second: int) -> None:
    # Its proofs are cut differently from the RFC's (the second tree's part goes down to single leaves), so they cannot be equal:
    # each side checks the other's roots with its own proof, and the first tree's part of theirs must be our frontier.
    for first in range(1, second + 1):
        proof = theirs.prove_consistency(first, second)
        pymerkle.verify_consistency(PREFIX_ROOTS[first], PREFIX_ROOTS[second], proof, prior_size=first, later_size=second)
        ours = consistency_proof(LEAVES[:second], first)
        assert verify_consistency(first, second, ours, theirs.get_root(first), theirs.get_root(second))
        of_the_first = [each for each, is_part in zip(proof.path, proof.subset, strict=True) if is_part]
        assert first == second or b"".join(reversed(of_the_first)) == Frontier(LEAVES[:first]).to_bytes()


@pytest.mark.parametrize("began", [0, 1, 7, 64, 100])
def test_many_proofs_of_a_tree_are_those_of_each_leaf_and_cost_one_tree(began: int, monkeypatch: pytest.MonkeyPatch) -> None:
    leaves = [sha256(n.to_bytes(2)).digest() for n in range(200)]
    earlier, indices = Frontier(leaves[:began]), range(began, 200)
    hashed: list[int] = []
    add = Frontier._add
    monkeypatch.setattr(Frontier, "_add", lambda self, nodes: (hashed.append(len(nodes)), add(self, nodes))[1])
    proofs = inclusion_proofs_since(earlier, leaves[began:], indices)
    assert sum(hashed) <= 200 * 9, "each level of the tree once"
    assert proofs == [inclusion_proof(leaves, index) for index in indices]
