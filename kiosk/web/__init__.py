"""What the doors share: page or part, forms, assets, headers, languages, QR codes, errors. No door's own business."""

from kiosk.web.answers import Malformed, read_answer
from kiosk.web.bodies import json_body
from kiosk.web.current import doubt, instruments, now, public_url, responsible, whole_address
from kiosk.web.languages import choose_language
from kiosk.web.numbers import number
from kiosk.web.pages import as_part, is_part, page_or_part
from kiosk.words import language

__all__ = [
    "Malformed",
    "as_part",
    "choose_language",
    "doubt",
    "instruments",
    "is_part",
    "json_body",
    "language",
    "now",
    "number",
    "page_or_part",
    "public_url",
    "responsible",
    "read_answer",
    "whole_address",
]
