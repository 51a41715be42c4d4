"""Suara Loket: ratings at the counters of public service units. `create_app` puts the house together."""

from flask import Flask

from kiosk.clock import Clock, system_clock
from kiosk.config import Settings, read_settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None, clock: Clock = system_clock) -> Flask:
    """The application: reads settings, opens the store, hangs the doors.

    Raises SettingError, StoreError or InstrumentError, each with a sentence that says what to do.
    """
    from kiosk import counter, panel, phone, public, web
    from kiosk.instruments import load_all
    from kiosk.store import open_store

    settings = settings or read_settings()
    app = web.make_flask(settings, clock)
    app.extensions["instruments"] = load_all()
    open_store(app, settings)
    web.furnish(app, settings)
    for door in (counter.door, phone.door, phone.ticket_door, public.door, panel.door, panel.wall_door):
        app.register_blueprint(door)
    panel.guard_with_sign_in(app)
    return app
