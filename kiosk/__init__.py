"""Suara Loket: ratings at the counters of public service units. `kiosk.app.create_app` puts the house together."""

__version__ = "0.1.0"
