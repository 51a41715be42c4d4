"""What is said of sign-ins: by what somebody came in, where, and how often it failed."""

from kiosk.people import history
from kiosk.people.history import SignInNote
from kiosk.words import codes
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import ngettext


def happened(note: SignInNote) -> str:
    """What was noted of an account."""
    if note.method == history.FAILED:
        return ngettext("%(num)s percobaan gagal", "%(num)s percobaan gagal", note.n)
    return {
        history.PASSWORD: _("masuk dengan kata sandi"),
        history.CODE: _("masuk dengan kata sandi dan kode HP"),
        history.RECOVERY: _("masuk dengan kata sandi dan kode pemulihan"),
        history.INVITATION: _("kata sandi baru lewat undangan dari %(name)s", name=note.told),
    }.get(note.method, note.method)


def where(note: SignInNote) -> str:
    """In which browser; nothing where it is not known."""
    return codes.browser(note.told) if note.told and note.method in history.SIGN_INS else ""
