"""Where an extension's hooks are hung: on the whole application, as they come, or on the doors that need them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask


@contextmanager
def hung_at(app: Flask, *doors: str) -> Iterator[None]:
    """What is hung on the whole application within the block is hung on these blueprints alone, before their own.

    Sign-in looks for a session, a person and a token at each request: at a tablet's tap that is a tenth of all that is done.
    """
    hung: tuple[dict[str | None, list[Any]], ...] = (app.before_request_funcs, app.after_request_funcs, app.template_context_processors)
    before = [len(of[None]) for of in hung]
    yield
    for of, n in zip(hung, before, strict=True):
        of[None], later = of[None][:n], of[None][n:]
        for door in doors:
            of[door] = [*later, *of[door]]
