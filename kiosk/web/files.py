"""Files that a browser saves: never kept on the way, and named for what is in them; and those that are open to everybody's programs."""

import hashlib
import json

from flask import Response, request

OPEN_FOR = 300
"""Seconds for which a cache may show what is open before it asks again."""


def pdf_file(content: bytes, name: str) -> Response:
    """Shown by the browser, saved under this name."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def png_file(content: bytes, name: str) -> Response:
    """The same for a picture."""
    answer = Response(content, mimetype="image/png")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.png"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def xlsx_file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def csv_file(content: str, name: str) -> Response:
    """With a byte order mark, for spreadsheets."""
    answer = Response("\ufeff" + content, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def json_file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def inert_file(content: bytes, media: str, name: str) -> Response:
    """What somebody else made: saved, never run or shown as part of our pages, whatever is in it."""
    answer = Response(content, mimetype=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def open_json(content: object) -> Response:
    """What anybody's program may read, from any other page too."""
    return opened(Response(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", mimetype="application/json"))


def opened(answer: Response) -> Response:
    """The answer, readable by scripts of other sites (CORS), kept by caches for OPEN_FOR, and asked for again by its ETag alone."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.cache_control.public, answer.cache_control.max_age = True, OPEN_FOR
    return if_changed(answer)


def if_changed(answer: Response) -> Response:
    """The answer with its ETag; to who has it already, 304 and nothing more. What was compressed on the way is known by its own."""
    tag = hashlib.sha256(answer.get_data()).hexdigest()[:20]
    answer.set_etag(tag)
    if request.if_none_match.contains_weak(tag) or request.if_none_match.contains_weak(f"{tag}-gzip"):
        answer.status_code = 304
        answer.set_data(b"")
    return answer
