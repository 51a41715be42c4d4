"""What the doors share: page or part, forms, assets, headers, languages, QR codes, errors. No door's own business."""

from kiosk.web.answers import Malformed, read_answer
from kiosk.web.app import furnish, instruments, make_flask, now, public_url, whole_address
from kiosk.web.assets import asset_addresses, asset_or_none, asset_response, code_edition
from kiosk.web.bodies import json_body
from kiosk.web.forms import fields_of, typed, typed_texts
from kiosk.web.languages import DEFAULT, LANGUAGES, PANEL_LANGUAGES, choose_language, in_language, language
from kiosk.web.numbers import number
from kiosk.web.pages import as_part, is_part, page_or_part
from kiosk.web.qr import qr_response, qr_terminal

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "PANEL_LANGUAGES",
    "Malformed",
    "as_part",
    "asset_addresses",
    "asset_or_none",
    "asset_response",
    "choose_language",
    "code_edition",
    "fields_of",
    "furnish",
    "in_language",
    "instruments",
    "is_part",
    "json_body",
    "language",
    "make_flask",
    "now",
    "number",
    "page_or_part",
    "public_url",
    "whole_address",
    "qr_response",
    "qr_terminal",
    "read_answer",
    "typed",
    "typed_texts",
]
