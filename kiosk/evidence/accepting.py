"""What may be handed in: pictures and PDF, told by their content and never by a name.

A picture is drawn anew, so that nothing is left in it but what is seen: no EXIF, no place, no comment, nothing behind its end. A PDF
without active content stays byte for byte, so that a certified signature in it holds (ISO 32000-1, 12.8); any other is refused, with
the reason, and nothing is cleaned: what was signed would not be what is kept.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 15 * 1024 * 1024
"""Bytes of a file."""
MOST_PIXELS = 60_000_000
"""Of a picture: the largest phones' cameras have 50 million and more; drawn, this takes 240 MB for a moment."""
LONGEST_SIDE = 3000
"""Pixels that are kept: an A4 page at 250 dots per inch, which is legible when printed."""
THUMBNAIL = 480
MOST_OBJECTS = 500_000
"""Of a PDF: a bomb of references is refused before it is walked through."""


class Media(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"

    @property
    def suffix(self) -> str:
        return {Media.JPEG: ".jpg", Media.PNG: ".png", Media.PDF: ".pdf"}[self]


PICTURES = (Media.JPEG, Media.PNG)
ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp"
ACCEPTED = f"{ACCEPTED_PICTURES},application/pdf"
"""For a file field: a phone that photographs in HEIC converts by it."""


class EvidenceError(Exception):
    """Why it is refused: "empty", "large", "heic", "kind" (neither picture nor PDF), "damaged", "pixels", or of a PDF "password",
    "script", "launch", "attachment", "form", "media"; "unsafe" (a scanner's word), "scanner" (it did not answer), "not-png",
    "not-picture" (where only that will do), "quota", "room" (the disk is full)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is kept of a file. `thumbnail`: JPEG, of a picture."""

    content: bytes
    media: Media
    thumbnail: bytes | None = None


def taken(raw: bytes) -> Taken:
    """Raises EvidenceError."""
    if not raw:
        raise EvidenceError("empty")
    if len(raw) > LARGEST:
        raise EvidenceError("large")
    # Readers find a PDF's head within its first 1,024 bytes; so does what would run it (ISO 32000-1, annex H).
    if b"%PDF-" in raw[:1024]:
        _check_pdf(raw)
        return Taken(raw, Media.PDF)
    return picture(raw)


def picture(raw: bytes) -> Taken:
    """A JPEG, PNG or WebP, drawn anew: PNG stays PNG, with what is see-through in it; the others become JPEG. Raises EvidenceError."""
    if not raw:
        raise EvidenceError("empty")
    if raw[4:8] == b"ftyp" and raw[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"):
        raise EvidenceError("heic")
    with _opened(raw) as found:
        media = Media.PNG if found.format == "PNG" else Media.JPEG
        is_see_through = "A" in found.getbands() or "transparency" in found.info
        drawn = _drawn(found, "RGBA" if media is Media.PNG and is_see_through else "RGB")
    small = _drawn(drawn, "RGB")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return Taken(_bytes(drawn, media), media, _bytes(small, Media.JPEG))


def _opened(raw: bytes) -> "Image":
    # Only here: most processes never look at a picture, and these take 20 MB.
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found = Image.open(io.BytesIO(raw), formats=["JPEG", "PNG", "WEBP"])
            if found.width * found.height > MOST_PIXELS:
                raise EvidenceError("pixels")
            found.load()
    except UnidentifiedImageError:
        raise EvidenceError("kind") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise EvidenceError("pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise EvidenceError("damaged") from None
    return found


def _drawn(found: "Image", mode: str) -> "Image":
    """The picture upright, in that mode, on nothing of its own: only pixels go over."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(found)
    whole = upright.convert("RGBA")
    whole.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = Image.new(mode, whole.size, (255, 255, 255, 0) if mode == "RGBA" else (255, 255, 255))
    drawn.paste(whole, None if mode == "RGBA" else whole)
    return drawn


def _bytes(drawn: "Image", media: Media) -> bytes:
    out = io.BytesIO()
    if media is Media.PNG:
        drawn.save(out, "PNG", optimize=True)
    else:
        drawn.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


ACTIVE = {
    "/JavaScript": "script",
    "/JS": "script",
    "/Launch": "launch",
    "/SubmitForm": "form",
    "/ImportData": "form",
    "/XFA": "form",
    "/EmbeddedFile": "attachment",
    "/EmbeddedFiles": "attachment",
    "/GoToE": "attachment",
    "/RichMedia": "media",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/3D": "media",
}
"""What a PDF may not hold, as a key or as a name, and what that is called. Source: ISO 32000-1, 12.6.4 (actions), 7.11.4, 13."""
NAMES = ("/S", "/Type", "/Subtype")
"""Keys whose value says what a dictionary is."""


def _check_pdf(raw: bytes) -> None:
    """Every object of the file is looked at, those of former revisions that can still be reached too. Raises EvidenceError."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as found:
            if len(found.objects) > MOST_OBJECTS:
                raise EvidenceError("pixels")
            for each in found.objects:
                for name in _names(each):
                    if name in ACTIVE:
                        raise EvidenceError(ACTIVE[name])
            if not len(found.pages):
                raise EvidenceError("damaged")
    except pikepdf.PasswordError:
        raise EvidenceError("password") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        raise EvidenceError("damaged") from None


def _names(found: Any) -> Iterator[str]:
    """The keys of an object's dictionaries and what they say they are; references are objects of their own."""
    import pikepdf

    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [part for part in each if _is_own(part)]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in each.items():
                yield key
                if key in NAMES and isinstance(value, pikepdf.Name):
                    yield str(value)
                elif _is_own(value):
                    waiting.append(value)


def _is_own(part: Any) -> bool:
    import pikepdf

    return isinstance(part, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not part.is_indirect
