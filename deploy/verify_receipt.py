#!/usr/bin/env python3
"""Check the proof of a receipt (the file that /cek gives) without trusting, or having, the program that made it.

    python3 verify_receipt.py suara-loket-K7QF-2M9D.json

Needs Python 3.11 and `pip install cryptography`, nothing else. For every entry of the visit it climbs from the leaf to the root of the
tree that the seal was made of (RFC 6962, 2.1.1), and checks the seal's signature (Ed25519) with the key in the file. It prints the
seal's fingerprint: compare it with the one on paper, on the unit's daily sheet, or at the regional office. Only that shows that the
seal is the one that everybody else has.

It does not show what was answered, nor that the answer was true. docs/export.md has the file and the formulas.

Exit status: 0 nothing is wrong, 1 something is, 2 something could not be checked.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stdout.write("Could not check: the package `cryptography` is missing; pip install cryptography\n")
    sys.exit(2)

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def climbs(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether the proof leads from leaf `index` of `size` to the root. Source: RFC 9162, 2.1.3.2."""
    place, last, here = index, size - 1, leaf
    for neighbour in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            here = sha256(b"\x01" + neighbour + here).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            here = sha256(b"\x01" + here + neighbour).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and 0 <= index < size and here == root


def seal_form(seal: dict[str, Any], milliseconds: int) -> bytes:
    totals = " ".join(f"{channel}:{n}" for channel, n in sorted(seal["totals"].items(), key=lambda pair: int(pair[0])))
    statements = " ".join(f"{name}={value}" for name, value in sorted(seal.get("statements", {}).items()))
    fields = (
        "seal2" if statements else "seal1",
        seal["unit"],
        seal["number"],
        seal["day"],
        seal["size"],
        seal["root"],
        seal["previous"],
        totals,
        milliseconds,
        seal["key"],
        *([statements] if statements else []),
    )
    return "\t".join(map(str, fields)).encode()


def milliseconds(moment: str) -> int:
    from datetime import datetime, timedelta

    return (datetime.fromisoformat(moment) - datetime.fromisoformat("1970-01-01T00:00:00+00:00")) // timedelta(milliseconds=1)


def fingerprint(form: bytes) -> str:
    bits = int.from_bytes(sha256(form).digest()) >> 156
    code = "".join(DIGITS[bits >> 5 * n & 31] for n in reversed(range(20)))
    return "-".join(code[n : n + 4] for n in range(0, 20, 4))


def check(visit: dict[str, Any]) -> list[str]:
    """What is wrong with one visit's proof; says on the way what was found."""
    wrong = []
    keys = {sha256(bytes.fromhex(key["public"])).hexdigest()[:16]: bytes.fromhex(key["public"]) for key in visit["keys"]}
    seals = {seal["number"]: seal for seal in visit["seals"]}
    for seal in seals.values():
        form = seal_form(seal, milliseconds(seal["made_at"]))
        sys.stdout.write(f"seal {seal['number']} of {seal['unit']}, {seal['day']}: {fingerprint(form)}\n")
        try:
            Ed25519PublicKey.from_public_bytes(keys[seal["key"]]).verify(bytes.fromhex(seal["signature"]), form)
        except (InvalidSignature, KeyError):
            wrong.append(f"seal {seal['number']}: its signature is not valid")
    for entry in visit["entries"]:
        seal = seals.get(entry["seal"])
        proof = [bytes.fromhex(each) for each in entry["proof"]]
        if seal is None or seal["unit"] != visit["unit"]:
            wrong.append(f"entry {entry['number']}: its seal is not in the file")
        elif not climbs(bytes.fromhex(entry["leaf"]), entry["number"] - 1, seal["size"], proof, bytes.fromhex(seal["root"])):
            wrong.append(f"entry {entry['number']}: the proof does not lead to seal {entry['seal']}")
    return wrong


def main() -> int:
    if len(sys.argv) != 2:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    try:
        visits = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["visits"]
        if not visits:
            raise ValueError("the file names no visit")
        wrong = [sentence for visit in visits for sentence in check(visit)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stdout.write(f"Could not check: {sys.argv[1]} is no proof of a receipt ({error!r})\n")
        return 2
    for sentence in wrong:
        sys.stdout.write(f"WRONG: {sentence}\n")
    if not wrong:
        entries = sum(len(visit["entries"]) for visit in visits)
        sys.stdout.write(
            f"Nothing is wrong: {entries} entries stand under these seals. Compare the fingerprints with those kept elsewhere.\n"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
