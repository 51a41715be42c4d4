"""Where a request's CPU goes in ours, by layer: counted in the bench's own server, each thread by its own clock.

A layer within another is its own and not the other's: the form is parsed when a hook first asks for it. What no layer counts is what Flask,
Werkzeug and gunicorn do around them. A count takes some 1 µs, twelve of them a tap.
"""

import json
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import local
from time import thread_time_ns
from typing import Any

from flask import Flask, Request

from kiosk import devices
from kiosk.counter import answers, batches

HOOKS, PARSING, LOOKUP, WRITER, SCREEN = "hooks", "parsing", "lookup", "writer", "screen"
LAYERS = (HOOKS, PARSING, LOOKUP, WRITER, SCREEN)
FILES = "layers-*.json"
REQUESTS = "requests"


class Layers:
    """The counters of one process: nanoseconds by layer, and how many requests there were."""

    def __init__(self) -> None:
        self._threads: list[Counter[str]] = []
        self._own = local()

    def attach(self, app: Flask) -> None:
        """Count what this application does at a tap and at a batch."""
        self.count(app, "preprocess_request", HOOKS, begins=True)
        self.count(app, "process_response", HOOKS)
        self.count(Request, "_load_form_data", PARSING)
        for module in (answers, batches):
            self.count(module, "read_tap" if module is answers else "_read", PARSING)
            self.count(module, "record", WRITER)
        self.count(devices, "standing", LOOKUP)
        self.count(answers, "_next", SCREEN)
        self.count(batches, "_result", SCREEN)

    def write(self, folder: Path, process: int) -> None:
        """What this process has counted, for the bench that reads it once the server has ended."""
        total = sum(self._threads, Counter[str]())
        (folder / FILES.replace("*", str(process))).write_text(json.dumps(total), encoding="utf-8")

    def count(self, owner: Any, name: str, layer: str, *, begins: bool = False) -> None:
        """Count what `owner.name` takes for this layer from now on; `begins`: each call of it is a request."""
        inner: Callable[..., Any] = getattr(owner, name)

        @wraps(inner)
        def counted(*given: Any, **named: Any) -> Any:
            own, found = self._stack()
            found[REQUESTS] += begins
            own.append(0)
            began = thread_time_ns()
            try:
                return inner(*given, **named)
            finally:
                taken = thread_time_ns() - began
                found[layer] += taken - own.pop()
                if own:
                    own[-1] += taken

        setattr(owner, name, counted)

    def _stack(self) -> tuple[list[int], Counter[str]]:
        """This thread's: what the layers within each open one have taken, the innermost last; and its counts."""
        try:
            return self._own.stack, self._own.counts
        except AttributeError:
            self._own.stack, self._own.counts = [], Counter[str]()
            self._threads.append(self._own.counts)
            return self._own.stack, self._own.counts


def read(folder: Path) -> dict[str, float]:
    """{layer: CPU µs a request} of all processes that have written in the folder; empty if none has."""
    total = sum((Counter(json.loads(file.read_text(encoding="utf-8"))) for file in folder.glob(FILES)), Counter[str]())
    return {layer: total[layer] / 1000 / total[REQUESTS] for layer in LAYERS} if total[REQUESTS] else {}
