"""The application without doors: settings, clock, instruments, store and secret. Commands work in it; `kiosk.app` puts the doors on."""

from flask import Flask

from kiosk.clock import Clock, system_clock
from kiosk.config import Settings
from kiosk.folders import TEMPLATES
from kiosk.instruments import load_all
from kiosk.store.opening import open_store
from kiosk.timekeeping import Timekeeper
from kiosk.web.secret import SECRET_FILE, secret_key


def without_doors(settings: Settings, clock: Clock = system_clock) -> Flask:
    """Raises SettingError, StoreError or InstrumentError, each with a sentence that says what to do."""
    app = Flask("kiosk", static_folder=None, template_folder=str(TEMPLATES))
    app.extensions["clock"] = clock
    app.extensions["timekeeper"] = Timekeeper()
    app.extensions["settings"] = settings
    app.extensions["instruments"] = load_all()
    open_store(app, settings)
    app.config["SECRET_KEY"] = secret_key(settings.data / SECRET_FILE)
    return app
