"""Files that a browser saves: never kept on the way, and named for what is in them."""

from flask import Response


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
