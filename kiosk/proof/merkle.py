"""The Merkle tree of RFC 6962, section 2.1, over leaf hashes of 32 bytes that are made elsewhere (entry.leaf_hash).

Pure arithmetic: what a tree's root is, and proofs that a leaf is in a tree or that one tree is the beginning of another.
A root is 32 bytes; a place is counted from 0. Proofs are checked as in RFC 9162, 2.1.3.2 and 2.1.4.2, which say it clearest.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import count, islice

HASH_BYTES = 32
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""

# Leaves combined at once: enough to keep the work in tight loops, and 300 kB of memory however many come.
BLOCK = 4096

Span = tuple[int, int]
"""A span of a tree's leaves: the place of the first, and of the first one after them."""


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree: the roots of its full subtrees, one for each bit that is set in its size.

    All that is needed to let the tree grow, in 32 bytes a bit: a seal keeps it, and tomorrow goes on from there.

    >>> leaves = [sha256(bytes([n])).digest() for n in range(5)]
    >>> Frontier(leaves).root() == node(node(node(*leaves[:2]), node(*leaves[2:4])), leaves[4])
    True
    """

    __slots__ = ("_subtrees", "size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        # By height, so a subtree of 2**height leaves; where the bit is not set, the value means nothing.
        self._subtrees: list[bytes] = []
        self.extend(leaves)

    def append(self, leaf: bytes) -> None:
        """Add one leaf. ValueError if it is not 32 bytes."""
        self._add([leaf])

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves in order, without holding them all. About a million a second. ValueError if one is not 32 bytes."""
        rest = iter(leaves)
        while block := list(islice(rest, BLOCK)):
            self._add(block)

    def _add(self, nodes: list[bytes]) -> None:
        """Level by level: what waits there goes in front, pairs become the nodes above, an odd one out waits for the next time."""
        if set(map(len, nodes)) != {HASH_BYTES}:
            raise ValueError(f"a leaf hash has {HASH_BYTES} bytes")
        before, self.size = self.size, self.size + len(nodes)
        sha = sha256
        for height in count():
            if not nodes:
                return
            if height == len(self._subtrees):
                self._subtrees.append(b"")
            if before >> height & 1:
                nodes.insert(0, self._subtrees[height])
            if len(nodes) & 1:
                self._subtrees[height] = nodes.pop()
            # `node`, written out: a call for each would take a third more time.
            nodes = [sha(b"\x01" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=True)]

    def root(self) -> bytes:
        """The root of the tree so far: the subtrees joined from the smallest up."""
        found = b""
        for subtree in self._waiting():
            found = node(subtree, found) if found else subtree
        return found or EMPTY

    def part(self, low: int, high: int) -> "Frontier":
        """The frontier of the leaves from `low` up to but not including `high`, as far as they exist; only its whole subtrees."""
        place, inside = 0, b""
        for height in reversed(range(len(self._subtrees))):
            if self.size >> height & 1:
                if low <= place and place + (1 << height) <= high:
                    inside += self._subtrees[height]
                place += 1 << height
        return Frontier.from_bytes(max(0, min(high, self.size) - low), inside)

    def _waiting(self) -> Iterator[bytes]:
        """The roots of the full subtrees, smallest (rightmost) first."""
        return (subtree for height, subtree in enumerate(self._subtrees) if self.size >> height & 1)

    def to_bytes(self) -> bytes:
        """The roots of the full subtrees one after the other, biggest first: 32 bytes for each bit set in `size`."""
        return b"".join(reversed(list(self._waiting())))

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """The frontier of a tree of `size` leaves. ValueError if `data` is not as long as that size makes it."""
        if size < 0 or len(data) != HASH_BYTES * size.bit_count():
            raise ValueError(f"the frontier of {size} leaves does not take {len(data)} bytes")
        frontier = cls()
        frontier.size = size
        hashes = (data[at : at + HASH_BYTES] for at in range(len(data) - HASH_BYTES, -1, -HASH_BYTES))
        frontier._subtrees = [next(hashes) if size >> height & 1 else b"" for height in range(size.bit_length())]
        return frontier


def root(leaves: Iterable[bytes]) -> bytes:
    """MTH of RFC 6962: the root of the tree over these leaves; EMPTY for none."""
    return Frontier(leaves).root()


# ── proofs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The subtrees whose roots, in this order, prove that leaf `index` is in a tree of `size` leaves.

    Anyone who keeps roots of subtrees needs no leaf to make the proof; others see `inclusion_proof`. IndexError for a place outside.

    >>> inclusion_spans(4, 7)
    [(5, 6), (6, 7), (0, 4)]
    """
    if not 0 <= index < size:
        raise IndexError(f"there is no leaf {index} among {size}")
    passed, _ = _descend(index, size, as_last=False)
    return passed


def consistency_spans(first_size: int, second_size: int) -> list[Span]:
    """The subtrees whose roots, in this order, prove that a tree of `first_size` leaves is the beginning of one of `second_size`.

    None where there is nothing to prove: an empty beginning, or the same size. ValueError if the first is the bigger one.

    >>> consistency_spans(6, 8)
    [(4, 6), (6, 8), (0, 4)]
    """
    if not 0 <= first_size <= second_size:
        raise ValueError(f"a tree of {first_size} leaves is not the beginning of one of {second_size}")
    if first_size == 0:
        return []
    passed, reached = _descend(first_size - 1, second_size, as_last=True)
    # What is reached is the last full subtree of the first tree. If it begins at 0, its root is the first root itself.
    return [reached, *passed] if reached[0] else passed


def _descend(index: int, size: int, *, as_last: bool) -> tuple[list[Span], Span]:
    """From the root down to leaf `index`, or only to the first subtree whose last leaf it is.

    Returns the subtrees passed by, nearest first, and the one that was reached.
    """
    passed, low, high = [], 0, size
    while high - low > 1 and not (as_last and index == high - 1):
        # A root's left side has as many leaves as the largest power of two below their number.
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if index < middle:
            passed.append((middle, high))
            high = middle
        else:
            passed.append((low, middle))
            low = middle
    return passed[::-1], (low, high)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1: shows that `leaves[index]` is in the tree. At most log₂ n hashes, made by n − 1 hashings."""
    return [root(leaves[low:high]) for low, high in inclusion_spans(index, len(leaves))]


def inclusion_proof_since(earlier: "Frontier", leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The same from an earlier frontier and the leaves that have come since: for a leaf of the last day, no earlier day is read.

    A left neighbour on the way up either lies behind the frontier, and then is one of its subtrees, or is cut by it, and then
    begins with some of them. IndexError for a leaf before the frontier.

    >>> leaves = [sha256(bytes([n])).digest() for n in range(13)]
    >>> inclusion_proof_since(Frontier(leaves[:7]), leaves[7:], 9) == inclusion_proof(leaves, 9)
    True
    """
    return inclusion_proofs_since(earlier, leaves, [index])[0]


def inclusion_proofs_since(earlier: "Frontier", leaves: Sequence[bytes], indices: Iterable[int]) -> list[list[bytes]]:
    """The same for many leaves of one tree, each subtree hashed once: n·log n hashes at most, however many are asked for.

    A visit chooses how many entries it has, and whom a proof is for is anybody: forty proofs of a day must not cost forty days.
    """
    began, size, roots = earlier.size, earlier.size + len(leaves), dict[Span, bytes]()

    def root_of(span: Span) -> bytes:
        if span not in roots:
            part = earlier.part(*span)
            part.extend(leaves[max(span[0] - began, 0) : max(span[1] - began, 0)])
            roots[span] = part.root()
        return roots[span]

    found = []
    for index in indices:
        if index < began:
            raise IndexError(f"leaf {index} came before the frontier of {began}")
        found.append([root_of(span) for span in inclusion_spans(index, size)])
    return found


def consistency_proof(leaves: Sequence[bytes], first_size: int) -> list[bytes]:
    """PROOF of RFC 6962, 2.1.2: shows that the tree of the first `first_size` leaves is the beginning of this one."""
    return [root(leaves[low:high]) for low, high in consistency_spans(first_size, len(leaves))]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows `leaf` at `index` in the tree of `size` leaves with this root. False for anything malformed."""
    if not _well_formed((index, size), proof, (leaf, root)) or index >= size:
        return False
    sides = list(_sides(index, size - 1))
    if len(proof) != len(sides):
        return False
    climbing = leaf
    for neighbour, on_the_left in zip(proof, sides, strict=True):
        climbing = node(neighbour, climbing) if on_the_left else node(climbing, neighbour)
    return climbing == root


def verify_consistency(first_size: int, second_size: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether the proof shows the first tree to be the beginning of the second. False for anything malformed.

    The empty tree is the beginning of every tree, and each tree of itself: neither needs or takes a proof.
    """
    if not _well_formed((first_size, second_size), proof, (first_root, second_root)):
        return False
    if first_size == second_size:
        return not proof and first_root == second_root and (first_size > 0 or first_root == EMPTY)
    if first_size == 0:
        return not proof and first_root == EMPTY
    return first_size < second_size and _climbs_to_both(first_size, second_size, proof, first_root, second_root)


def _climbs_to_both(first_size: int, second_size: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    # The climb starts at a first tree that is one full subtree; the proof does not repeat its root.
    start, *neighbours = (first_root, *proof) if first_size.bit_count() == 1 else proof or (b"",)
    place, last = first_size - 1, second_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    sides = list(_sides(place, last))
    if len(neighbours) != len(sides):
        return False
    first = second = start
    for neighbour, on_the_left in zip(neighbours, sides, strict=True):
        if on_the_left:
            first = node(neighbour, first)
        second = node(neighbour, second) if on_the_left else node(second, neighbour)
    return first == first_root and second == second_root


def _sides(place: int, last: int) -> Iterator[bool]:
    """On the way up from node `place` of a level that ends with node `last`: whether each neighbour met is on the left."""
    while last:
        if place == last:
            # At the right edge a node without a neighbour rises until it has one.
            while not place & 1:
                place, last = place >> 1, last >> 1
        yield bool(place & 1)
        place, last = place >> 1, last >> 1


def _well_formed(sizes: tuple[int, int], proof: Sequence[bytes], hashes: tuple[bytes, bytes]) -> bool:
    """A proof comes from outside, whatever its types promise."""
    if not isinstance(proof, list | tuple) or not all(isinstance(size, int) and size >= 0 for size in sizes):
        return False
    return all(isinstance(each, bytes) and len(each) == HASH_BYTES for each in (*proof, *hashes))
