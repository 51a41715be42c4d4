"""Compiling a template with its data, in a folder of its own that is gone afterwards."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import kiosk

TEMPLATES = Path(kiosk.__file__).parents[1] / "templates" / "print"
BAND = Path(kiosk.__file__).parents[1] / "static" / "icons" / "band.svg"
FONTS = Path(__file__).parent / "fonts"


def pdf(template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The sheet as PDF/UA-1. The same data make the same bytes."""
    return _compiled(template, data, files or {}, "pdf")[0]


def pictures(template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None, dots_per_inch: float = 150) -> list[bytes]:
    """Its pages as PNG."""
    return _compiled(template, data, files or {}, "png", dots_per_inch)


def _compiled(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], kind: Literal["pdf", "png"], dots_per_inch: float = 144
) -> list[bytes]:
    import typst  # 64 ms, and only who prints needs it

    with TemporaryDirectory(prefix="loket-print-") as folder:
        place = Path(folder)
        for file in (*TEMPLATES.iterdir(), BAND):
            shutil.copyfile(file, place / file.name)
        (place / "d.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (place / name).write_bytes(content)
        options: dict[str, Any] = {"ignore_system_fonts": True, "font_paths": [str(FONTS)], "format": kind}
        options |= {"pdf_standards": ["ua-1"], "timestamp": 0} if kind == "pdf" else {"ppi": dots_per_inch}
        try:
            made = typst.compile(str(place / f"{template}.typ"), **options)
        except typst.TypstError as error:
            # PDF/UA knows no sign without its letter; a name with one that our font lacks is printed all the same.
            if kind != "pdf" or "font" not in str(error):
                raise
            made = typst.compile(str(place / f"{template}.typ"), **options | {"pdf_standards": []})
    return made if isinstance(made, list) else [made]
