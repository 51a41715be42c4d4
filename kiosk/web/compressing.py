"""Answers to phones and files beside them, compressed: on a bad network each kilobyte is a quarter of a second.

Pages of the panel are not: they hold form tokens beside what others typed, which compressing can tell (BREACH, 2013).
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")
WORTH_IT = 600
"""Bytes; below, a packet is a packet."""


def compress(app: Flask) -> None:
    @app.after_request
    def squeeze(answer: Response) -> Response:
        door = (request.blueprint or "").partition(".")[0]
        if request.endpoint != "static" and door not in ("phone", "tickets", "public"):
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
