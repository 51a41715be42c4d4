"""What is not ours is what it says it is."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static/vendor"
PRINTED = VENDOR.parents[1] / "kiosk" / "printing" / "fonts"
ROW = re.compile(r"^\| `([^`]+)` \|.*?`([0-9a-f]{64})`", re.MULTILINE)


def listed() -> dict[Path, str]:
    return {(VENDOR / name).resolve(): digest for name, digest in ROW.findall((VENDOR / "README.md").read_text())}


def test_every_listed_file_is_unchanged() -> None:
    assert len(listed()) >= 2
    for file, digest in listed().items():
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest, (
            f"{file.name} is not the file that static/vendor/README.md describes"
        )


def test_every_vendored_script_and_font_is_listed() -> None:
    scripts = {p.resolve() for p in VENDOR.rglob("*") if p.suffix in (".js", ".css")}
    fonts = {p.resolve() for p in (*VENDOR.parent.joinpath("fonts").glob("*.woff2"), *PRINTED.glob("*.ttf"))}
    there = scripts | fonts
    assert there == set(listed()), "say in static/vendor/README.md where each comes from, with licence and sha256"
