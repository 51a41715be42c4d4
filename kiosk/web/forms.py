"""What was sent in a form."""

from flask import request


def typed(field: str) -> str:
    """The line that was typed into a field, with single blanks; empty where nothing was."""
    return " ".join(request.form.get(field, "").split())
