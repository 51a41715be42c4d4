"""What was measured last, by what command and when: docs/performance.md, a section for each subject of the bench."""

import argparse
import re
from datetime import date
from pathlib import Path

UNSAID = {"data", "json", "run", "note", "subject", "keep", "used_again", "folder", "server"}
"""What says where, and not what, is measured."""


def command(asked: argparse.Namespace) -> str:
    """The command that measures the same anywhere: every option that it has, said or not."""
    options = (f"--{name.replace('_', '-')} {value:g}" for name, value in sorted(vars(asked).items()) if name not in UNSAID)
    return " ".join(["loket bench", asked.subject, *options])


def write(file: Path, subject: str, command: str, day: date, text: str) -> None:
    """Put the result into the file, in place of what the same subject said before; what stands around it stays."""
    section = f"## {subject}\n\n`{command}`, {day:%-d %B %Y}\n\n{text}\n"
    before = file.read_text(encoding="utf-8") if file.exists() else "# Measured\n"
    own = re.compile(rf"^## {re.escape(subject)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    # Blank lines between sections, and none at the end.
    after = own.sub(lambda _: section + "\n", before) if own.search(before) else f"{before.rstrip()}\n\n{section}"
    file.write_text(after.rstrip() + "\n", encoding="utf-8")
