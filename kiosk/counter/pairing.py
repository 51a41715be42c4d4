"""Pairing a tablet with a counter: by typing a code, or by opening a link that holds it. No account on the tablet."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import devices
from kiosk.counter.guard import remember, token
from kiosk.devices import pairing
from kiosk.web import now
from kiosk.words.catalogue import gettext as _

part = Blueprint("pairing", __name__)


@part.get("/pair")
def new() -> str:
    # Anybody who strays here on a tablet that is paired already is led back.
    return render_template("counter/pair.html", code="", error=None, paired="standing" in g, follows=False)


@part.post("/pair")
def create() -> AnyResponse | tuple[str, int]:
    return _pair(request.form.get("code", ""))


@part.get("/pair/<code>")
def follow(code: str) -> str | tuple[str, int]:
    """The form with the code in it, which sends itself once somebody sees it: a preview or a prefetch of the link uses nothing up."""
    if not pairing.is_good(code, now()):
        return _refused(code)
    return render_template("counter/pair.html", code=code[:20], error=None, paired="standing" in g, follows=True)


def _pair(code: str) -> AnyResponse | tuple[str, int]:
    made = devices.pair(code, now(), before=token())
    if made is None:
        return _refused(code)
    answer = redirect(url_for("counter.start.index"), code=303)
    remember(answer, made)
    return answer


def _refused(code: str) -> tuple[str, int]:
    sentence = _(
        "Periksa ketikannya. Kode ini tidak dikenal, sudah dipakai, atau sudah lewat waktunya; bila benar, buat kode baru di panel."
    )
    return render_template("counter/pair.html", code=code[:20], error=sentence, paired="standing" in g, follows=False), 422
