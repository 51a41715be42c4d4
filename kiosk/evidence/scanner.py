"""A virus scanner of the office's own, if it has one: a command that reads the file and answers by its exit."""

import shlex
import subprocess

from kiosk.evidence.accepting import EvidenceError

PATIENCE = 60
"""Seconds that it may take."""


def scan(content: bytes, command: str) -> None:
    """Hand the content to the command's standard input: exit 0 is clean, 1 is not (as clamdscan has it). Raises EvidenceError.

    >>> scan(b"words", "grep -qv virus")
    """
    if not command:
        return
    try:
        done = subprocess.run(  # noqa: S603  # the operator's own setting
            shlex.split(command), input=content, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise EvidenceError("scanner") from error
    if done.returncode == 1:
        raise EvidenceError("unsafe")
    if done.returncode:
        raise EvidenceError("scanner")
