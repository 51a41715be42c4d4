"""The application that is answering: its clock, its instruments, its public address."""

from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from flask import current_app, url_for

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.evidence import Desk, Vault
from kiosk.instruments import Catalogue
from kiosk.timekeeping import AHEAD, Doubt, Timekeeper


def now() -> datetime:
    """The present moment, by the application's clock as far as it is believed."""
    return timekeeper().present(clock_says())


def doubt() -> Doubt | None:
    """Why the clock is not believed now: then nothing is sealed, and who can do something is told."""
    return timekeeper().doubt(clock_says())


def latest() -> datetime:
    """No tap comes from later. While the clock is not believed, a tablet may know better how late it is, within what would be believed."""
    return now() + (AHEAD if doubt() else timedelta())


def clock_says() -> datetime:
    """What the application's clock says, believed or not: for nothing but looking at the clock."""
    return cast(Clock, current_app.extensions["clock"])()


def timekeeper() -> Timekeeper:
    return cast(Timekeeper, current_app.extensions["timekeeper"])


def instruments() -> Catalogue:
    return cast(Catalogue, current_app.extensions["instruments"])


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def vault() -> Vault:
    return Vault(settings().data)


def evidence_desk() -> Desk:
    return Desk(vault(), settings().evidence_quota * 1024**2, settings().scanner)


def public_url() -> str:
    """Where QR codes point to, as far as url_for does not say it: scheme and host; empty: show none."""
    scheme, host, *_path = urlsplit(settings().public_url)
    return f"{scheme}://{host}" if host else ""


def responsible() -> tuple[str, str]:
    """The office that answers for the data, and how to reach it; each may be empty: nobody has said so yet."""
    return settings().privacy_office, settings().privacy_contact


def whole_address(endpoint: str, **values: Any) -> str:
    """An address of ours to be typed or scanned elsewhere: below the public one, else below that of this request."""
    return f"{public_url()}{url_for(endpoint, **values)}" if public_url() else url_for(endpoint, _external=True, **values)
