"""What may be handed in: by its content, without anything that nobody sees, and nothing that runs."""

import io

import pikepdf
import pytest
from PIL import Image

from kiosk.evidence.accepting import LARGEST, LONGEST_SIDE, EvidenceError, Media, picture, taken

PLACE = b"-2.9 107.9 rumah"


def image(form: str, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **more)
    return out.getvalue()


def pdf(*, root: dict[str, object] | None = None, password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in (root or {}).items():
            made.Root[key] = value
        made.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def refused(raw: bytes) -> str:
    with pytest.raises(EvidenceError) as wrong:
        taken(raw)
    return str(wrong.value)


@pytest.mark.parametrize(("form", "media"), [("JPEG", Media.JPEG), ("PNG", Media.PNG), ("WEBP", Media.JPEG)])
def test_a_picture_is_drawn_anew(form: str, media: Media) -> None:
    found = taken(image(form))
    assert found.media is media
    with Image.open(io.BytesIO(found.content)) as kept:
        assert (kept.size, kept.format) == ((60, 40), media.name)
    assert found.thumbnail
    assert found.thumbnail[:3] == b"\xff\xd8\xff"


def test_nothing_of_it_stays_but_what_is_seen() -> None:
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x0112] = 6  # turned by a quarter
    raw = image("JPEG", exif=exif, comment=PLACE) + PLACE
    assert PLACE in raw
    found = taken(raw)
    assert PLACE not in found.content + (found.thumbnail or b"")
    with Image.open(io.BytesIO(found.content)) as kept:
        assert kept.size == (40, 60), "upright"
        assert not kept.getexif()
    text = io.BytesIO()
    Image.new("L", (4, 4)).save(text, "PNG", pnginfo=_said())
    assert PLACE not in taken(text.getvalue()).content


def _said() -> object:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("where", PLACE.decode())
    return said


def test_what_is_see_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(picture(out.getvalue()).content)) as kept:
        assert kept.getpixel((2, 2))[3] == 0  # type: ignore[index]


def test_a_large_one_is_made_smaller() -> None:
    with Image.open(io.BytesIO(taken(image("PNG", (4000, 1000))).content)) as kept:
        assert kept.size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_what_is_no_picture_is_refused_by_its_content() -> None:
    assert refused(b"") == "empty"
    assert refused(b"\0" * (LARGEST + 1)) == "large"
    assert refused(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") == "kind"
    assert refused(image("GIF")) == "kind"
    assert refused(b"\0\0\0\x18ftypheic" + b"\0" * 40) == "heic"
    assert refused(image("JPEG")[:200]) in ("damaged", "kind")
    assert refused("🎉".encode() * 500_000) == "kind"


def test_a_picture_that_unfolds_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue()) == "pixels"


def test_a_pdf_stays_as_it_is_byte_for_byte() -> None:
    raw = pdf() + b"\n% signed\n"
    assert taken(raw).content == raw
    assert taken(raw).media is Media.PDF


def test_a_link_in_a_pdf_may_stay() -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.URI, URI="https://example.org")
    assert taken(pdf(root={"/Extra": pikepdf.Array([link])}))


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}, "script"),
        ({"/S": pikepdf.Name.Launch, "/F": "cmd.exe"}, "launch"),
        ({"/S": pikepdf.Name.SubmitForm, "/F": "https://example.org"}, "form"),
        ({"/S": pikepdf.Name.GoToE}, "attachment"),
        ({"/S": pikepdf.Name.Rendition}, "media"),
    ],
)
def test_what_runs_is_refused_wherever_it_hides(action: dict[str, object], why: str) -> None:
    deep = pikepdf.Array([pikepdf.Dictionary(Next=pikepdf.Dictionary(action))])
    assert refused(pdf(root={"/OpenAction": pikepdf.Dictionary(action)})) == why
    assert refused(pdf(root={"/Extra": deep})) == why


def test_a_file_within_a_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["a.exe"] = b"MZ"
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert refused(out.getvalue()) == "attachment"


def test_a_locked_or_broken_pdf_is_refused() -> None:
    assert refused(pdf(password="rahasia")) == "password"  # of a test's file
    assert refused(b"%PDF-1.7\nnothing") == "damaged"
