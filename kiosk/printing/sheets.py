"""Compiling a template with its data, in a folder of its own that is gone afterwards."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kiosk.folders import STATIC, TEMPLATES
from kiosk.words.catalogue import in_each

LANGUAGES = ("id", "en")
"""The languages of sheets that are printed in both at once."""
LAYOUTS = TEMPLATES / "print"
BAND = STATIC / "icons" / "band.svg"
FONTS = Path(__file__).parent / "fonts"

_SHOWN = ((0x20, 0x7E), (0xA1, 0x24F), (0x386, 0x3CE), (0x400, 0x45F), (0x2010, 0x2026), (0x2030, 0x203A), (0x2190, 0x2193))
"""What our fonts draw and, beyond them, the letters that typst's own DejaVu Sans Mono has: Latin, Greek, Cyrillic."""
_SIGNS = "−≈≤≥■●"
"""Signs without which a figure or a plan would say something else."""

_MISSING = "□"
_LONG = re.compile(r"(\S{30})(?=\S)")
_SIDE = re.compile(r'viewBox="\S+ \S+ (\d+) \1"')


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as SVG, one unit a module, with a margin of 2 on each side: not words, so it goes in as it is."""

    svg: str

    def data(self) -> dict[str, str | int]:
        """The code with its width in modules: a layout's sizes are those of the code without its margin. ValueError if it is no code."""
        side = _SIDE.search(self.svg)
        if side is None:
            raise ValueError("not a QR code as kiosk.web.qr draws it: its viewBox is not a square of modules")
        return {"svg": self.svg, "modules": int(side[1])}


def both(name: str, say: Callable[[], str]) -> dict[str, str]:
    """A text in the languages of paper, under the names that layouts know: {"date_id": "Tanggal", "date_en": "Date"}."""
    return {f"{name}_{language}": text for language, text in in_each(say, *LANGUAGES).items()}


def pdf(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    standards: Sequence[str] = ("ua-1",),
    at: datetime | None = None,
) -> bytes:
    """The sheet as PDF by these of typst's standards, dated `at`: 1970 if that is not said. The same data make the same bytes."""
    made = {"format": "pdf", "pdf_standards": list(standards), "timestamp": int(at.timestamp()) if at else 0}
    return _compiled(template, data, files or {}, made)[0]


def pictures(template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None, dots_per_inch: float = 150) -> list[bytes]:
    """Its pages as PNG."""
    return _compiled(template, data, files or {}, {"format": "png", "ppi": dots_per_inch})


def _compiled(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], options: Mapping[str, Any]) -> list[bytes]:
    import typst  # 64 ms, and only printing needs it

    with TemporaryDirectory(prefix="loket-print-") as folder:
        place = Path(folder)
        for file in (*LAYOUTS.iterdir(), BAND):
            shutil.copyfile(file, place / file.name)
        (place / "d.json").write_text(json.dumps(_printable(data), ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (place / name).write_bytes(content)
        made = typst.compile(str(place / f"{template}.typ"), ignore_system_fonts=True, font_paths=[str(FONTS)], **options)
    return made if isinstance(made, list) else [made]


def printable(words: str) -> str:
    """The words in one line, with only characters that our fonts can draw.

    PDF/UA-1 forbids text without a glyph, and typst then refuses the document. Symbols and invisible characters (emoji,
    control characters, marks of direction) go; a letter of a script that we cannot draw becomes □, so that somebody sees
    it. After each 30 characters without a space a line may break.
    """
    kept = "".join(_drawn(character) for character in unicodedata.normalize("NFC", words))
    return _LONG.sub("\\1\u200b", " ".join(kept.split()))


def _drawn(character: str) -> str:
    if character.isspace():
        return " "
    kind = unicodedata.category(character)[0]
    if character in _SIGNS or kind != "C" and any(first <= ord(character) <= last for first, last in _SHOWN):
        return character
    return _MISSING if kind in "LN" else ""


def _printable(data: Any) -> Any:
    """`data` with every text in it made printable, and every code taken apart."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Code):
        return data.data()
    if isinstance(data, Mapping):
        return {key: _printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_printable(value) for value in data]
    return data
