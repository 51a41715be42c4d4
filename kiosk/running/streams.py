"""What a command writes: nothing in it commands the terminal, and no letter in it can stop the command."""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

# Control characters but ends of lines (CSV has \r\n) and tabulators; ends of lines and changes of direction that hide in a text; and
# halves of letters, which stand for bytes of file names that are no UTF-8.
COMMANDING = re.compile(r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    r"""The text with what would command a terminal written out, as JSON writes it.

    >>> escaped("Loket\x1b[2J 1")
    'Loket\\u001b[2J 1'
    """
    return COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(line: str) -> None:
    """Chatter for the person at the terminal."""
    print(line, file=sys.stderr, flush=True)


class Plain(io.TextIOBase):
    """A stream in front of another one, which writes out what would command it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.open_line = False

    def write(self, text: str) -> int:
        if text:
            self.open_line = not text.endswith("\n")
        # A lone \r is how progress is written over at a terminal: print(end="\r").
        return self.stream.write(text if text == "\r" else escaped(text))

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()

    @property
    def buffer(self) -> object:
        return self.stream.buffer

    @property
    def encoding(self) -> str:  # type: ignore[override]  # of a stream whose encoding never changes
        return self.stream.encoding


@contextmanager
def plain_output() -> Iterator[None]:
    """Within it, all that is written to stdout and stderr goes through `Plain`.

    Into a file or a program it is UTF-8, whatever the machine's locale, as all files of ours are. A terminal gets its own letters, and a
    question mark for each that it lacks.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            at_terminal = stream.isatty()
            stream.reconfigure(encoding=None if at_terminal else "utf-8", errors="replace" if at_terminal else "strict")
    with redirect_stdout(Plain(sys.stdout)) as out, redirect_stderr(Plain(sys.stderr)) as chatter:
        try:
            yield
        finally:
            for each in (out, chatter):
                if each.open_line:
                    # Progress, or a question that Ctrl-C answered: the shell's prompt begins on a line of its own.
                    print(file=each, flush=True)
