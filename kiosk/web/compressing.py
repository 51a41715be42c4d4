"""Answers to phones and files beside them, compressed: on a bad network each kilobyte is a quarter of a second.

Pages of the panel are not: they hold form tokens beside what others typed, which compressing can tell (BREACH, 2013). But for the one of
all units, a hundred rows long, where nobody's words were searched for: nothing that a stranger typed stands in it then. Of the tablet's
door only what it shows is. That holds no secret: a tablet's key stands in its cookie and in answers to its heartbeats, posts carry no
form token, and codes of a link are on the screen for all to see. Nor can another site ask in its name (SameSite=Strict). Pairing,
heartbeats and hand-overs, which hold keys and codes, are left as they are.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")
DOORS = ("phone", "tickets", "public")
SHOWN = ("static", "counter.start.index", "counter.questions.show", "counter.thanks.show", "counter.shell.show")
"""What else is compressed, by its endpoint …"""
UNLESS_ASKED = "panel.home.index"
"""… and this, where its address asks for nothing."""
WORTH_IT = 600
"""Bytes; below, a packet is a packet."""


def compress(app: Flask) -> None:
    @app.after_request
    def squeeze(answer: Response) -> Response:
        door = (request.blueprint or "").partition(".")[0]
        if request.endpoint not in SHOWN and door not in DOORS and (request.endpoint != UNLESS_ASKED or request.args):
            return answer
        if not (answer.mimetype or "").startswith(TEXT) or answer.status_code not in (200, 404, 410):
            return answer
        answer.vary.add("Accept-Encoding")
        if "gzip" not in request.headers.get("Accept-Encoding", "").lower() or answer.headers.get("Content-Encoding"):
            return answer
        answer.direct_passthrough = False
        body = answer.get_data()
        if len(body) >= WORTH_IT:
            answer.set_data(_squeezed(body) if request.endpoint == "static" else gzip.compress(body, 6, mtime=0))
            answer.headers["Content-Encoding"] = "gzip"
            if "ETag" in answer.headers:
                answer.headers["ETag"] = answer.headers["ETag"].removesuffix('"') + '-gzip"'
        return answer


@lru_cache(maxsize=256)
def _squeezed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
