"""One variant, served: `python -m tools.bench.server VARIANT FOLDER PORT`. Prints the number of each worker's process once it serves.

A is the ceiling (see `tools.bench.ceiling`), B ours as it is, C the naive rival (see `tools.bench.naive`).
"""

import os
import sys
from pathlib import Path

from flask import Flask

from kiosk.app import create_app
from kiosk.config import Settings
from kiosk.running.serving import Server
from tools.bench.ceiling import ceiling_of
from tools.bench.layers import Layers
from tools.bench.office import settings_of
from tools.bench.processes import THREADS, WORKERS, end_with_parent


class MeasuredServer(Server):
    """The server of `loket start`, which also says when each of its workers is there, and where its CPU went when it ends."""

    layers = Layers()

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("post_worker_init", lambda worker: os.write(sys.stdout.fileno(), b"%d\n" % worker.pid))
        self.cfg.set("worker_exit", lambda _server, worker: self.layers.write(self.settings.data, worker.pid))


def variant_of(settings: Settings, variant: str) -> Flask:
    """The application as the variant serves it."""
    app = create_app(settings)
    if variant == "A":
        app.wsgi_app = ceiling_of(app).wsgi_app  # type: ignore[method-assign]
    if variant == "C":
        from tools.bench import naive

        naive.attach(app, settings)
    return app


def main() -> None:
    end_with_parent()
    variant, folder, port = sys.argv[1:]
    settings = settings_of(Path(folder), host="127.0.0.1", port=port, workers=WORKERS, threads=THREADS)
    app = variant_of(settings, variant)
    if variant == "B":
        MeasuredServer.layers.attach(app)
    MeasuredServer(app, settings, lambda: None).run()


if __name__ == "__main__":
    main()
