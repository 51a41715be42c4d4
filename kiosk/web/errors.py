"""When something is not there, not allowed or broken: a page in the reader's language that says what to do next."""

from flask import Flask, Response, abort, make_response, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from kiosk.recording import NoRoom, Unavailable
from kiosk.store import memory
from kiosk.store.disk import Writer
from kiosk.store.failures import is_failing
from kiosk.web.languages import choose_language
from kiosk.web.pages import page_or_part
from kiosk.words import language
from kiosk.words.catalogue import gettext as _


def answer(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(Unavailable, _later)
    app.register_error_handler(memory.Unreadable, _later)
    app.register_error_handler(Exception, _later_or_broken)


def refused(status: int, title: str, sentence: str, onward: tuple[str, str] | None = None) -> Response:
    """A refusal with its reason: a screen on the tablet, a page elsewhere, a plain sentence for a program.

    `onward`: an address from which to go on, and what it is called.
    """
    if request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/plain":
        return Response(f"{title}. {sentence}\n", status, mimetype="text/plain")
    door = (request.blueprint or "").partition(".")[0]
    page = "errors/on_phone.html" if door in ("phone", "tickets", "public") or _is_visitors() else "errors/refused.html"
    return page_or_part(page, "errors/_refused.html", status, title=title, sentence=sentence, onward=onward, is_counter=door == "counter")


def _is_visitors() -> bool:
    """Whether a visitor's code led here, though no page of ours has that address: then no door has seen it."""
    return request.path.split("/")[1] in ("q", "t")


def _is_panels() -> bool:
    return request.path.startswith("/panel/")


def _onward(status: int) -> tuple[str, str] | None:
    """Where to go on for somebody who came to a page that is not there, or not hers."""
    if status == 404 and _is_visitors():
        return url_for("public.codes.show", language=language()), _("Ketik kode")
    return (url_for("panel.home.index"), _("Ke panel")) if status in (403, 404) and _is_panels() else None


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if _is_visitors():
        choose_language(request.args.get("language"))
    elif _is_panels():  # an address that no page has was seen by no door
        choose_language(session.get("language"))
    texts = {
        404: (
            _("Halaman tidak ditemukan"),
            _("Alamat ini tidak ada, sudah tidak dipakai, atau bukan untuk akun Anda.")
            if _is_panels()
            else _("Alamat ini tidak ada atau sudah tidak dipakai. Periksa kembali alamat atau pindai ulang kode QR."),
        ),
        403: (_("Tidak boleh dibuka"), _("Akun Anda tidak memiliki hak untuk halaman ini.")),
        405: (_("Tidak bisa dengan cara ini"), _("Halaman ini tidak menerima permintaan seperti itu.")),
        410: (
            _("Kode ini sudah tidak berlaku"),
            _("Kode dari tablet hanya untuk satu HP, selama 10 menit. Nilailah lagi di tablet, atau pindai kode di layar awalnya."),
        ),
        413: (_("Kiriman terlalu besar"), _("Kiriman ini lebih besar daripada yang diterima. Kirim ulang dengan isi yang lebih pendek.")),
    }
    title, sentence = texts.get(error.code, (_("Permintaan tidak dapat diproses"), _("Silakan kembali dan coba lagi.")))
    reply = refused(error.code, title, sentence, _onward(error.code))
    if error.code == 405 and isinstance(getattr(error, "valid_methods", None), list | tuple | set):
        reply.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return reply


def _stale_form(error: CSRFError) -> Response:
    return refused(400, _("Formulir sudah kedaluwarsa"), _("Muat ulang halaman ini, lalu kirim sekali lagi."))


def _later_or_broken(error: Exception) -> Response:
    """The store fails (a connection that broke, a damaged page, a read-only server), or we do."""
    return _later(error) if is_failing(error) else _broken(error)


def _later(error: Exception) -> Response:
    """The store or what is kept in memory is away, or too much is waiting: nothing was stored, and the same may be asked again."""
    from kiosk.web.log import log

    if isinstance(error, NoRoom) and error.writer != Writer.TABLET:
        # Not logged for each who asks, on the same disk: timed work says it once a minute.
        return _no_room(error)
    log.error("the store is not available", endpoint=request.endpoint, reason=str(error.__cause__ or error))
    sent = _("Belum tersimpan"), _("Server sedang sibuk atau penyimpanannya terganggu. Kirim sekali lagi sebentar lagi.")
    asked = _("Belum dapat dibuka"), _("Server sedang sibuk atau penyimpanannya terganggu. Muat ulang sebentar lagi.")
    try:
        reply = refused(503, *(asked if request.method in ("GET", "HEAD") else sent))
    except Exception:  # the page itself may need the store
        reply = make_response(render_template("errors/bare.html"), 503)
    reply.headers["Retry-After"] = str(Unavailable.retry_after)
    return reply


def _no_room(error: NoRoom) -> Response:
    reply = refused(
        503,
        _("Penilaian lewat HP sedang berhenti"),
        _("Ruang penyimpanan server hampir penuh, dan sisanya untuk tablet di loket. Nilailah di tablet, atau coba lagi lain waktu."),
    )
    reply.headers["Retry-After"] = str(error.retry_after)
    return reply


def _broken(error: Exception) -> Response:
    from kiosk.web.log import log

    log.exception("unexpected error", endpoint=request.endpoint)
    try:
        return refused(500, _("Ada gangguan pada server"), _("Kesalahan ini sudah dicatat. Silakan coba lagi sebentar lagi."))
    except Exception:  # the page itself may need what is broken
        return make_response(render_template("errors/bare.html"), 500)


def no_nul() -> None:
    """400 for what no keyboard types and no database takes: U+0000 in an address or a form."""
    is_form = request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data")
    if any("\0" in value for value in (request.path, *request.args.values(), *(request.form.values() if is_form else ()))):
        abort(400)
