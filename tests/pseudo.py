"""A language that nobody speaks: every text accented, in brackets and 40 % longer. It shows what was not translated or does not fit.

It is made of files alone, as any other language is added (kiosk/web/languages.py says which).
"""

import re
from math import ceil
from pathlib import Path

from babel.messages import pofile

from kiosk.instruments import Instrument

CODE = "eo"  # Esperanto: a language that CLDR knows and nobody needs to be asked in
LONGER = 0.4
ACCENTS = str.maketrans("aeioucnsyzAEIOUCNSYZ", "áéíóúçñšýžÁÉÍÓÚÇÑŠÝŽ")
KEPT = re.compile(r"(%\([a-z_]+\)[sd]|\{[a-z]+\})")
PADDING = "ãbêçdô"


def pseudo(text: str) -> str:
    """“Puas” → “⟦Púáš ãb⟧”. Placeholders stay as they are."""
    plain = KEPT.sub("", text)
    more = ceil(len(plain) * LONGER) - 2
    padding = " ".join(PADDING[: min(6, more - at)] for at in range(0, max(more, 0), 7))
    accented = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text))
    return f"⟦{accented}{' ' + padding if padding else ''}⟧"


def write_language(root: Path, instruments: list[Instrument]) -> None:
    """Add the language to an installation at `root` (the folder that holds kiosk/)."""
    _write_catalogue(root / "kiosk" / "translations")
    folder = root / "kiosk" / "instruments" / CODE
    folder.mkdir()
    for instrument in instruments:
        own = [q for q in instrument.questions if q.instrument == instrument.name]
        tables = [_table(q.code, q.name, q.short, q.official, q.explanation, q.labels) for q in own]
        (folder / f"{instrument.key}.toml").write_text("\n".join(tables))


def _write_catalogue(folder: Path) -> None:
    with (folder / "en" / "LC_MESSAGES" / "visitors.po").open("rb") as english:
        catalogue = pofile.read_po(english, locale=CODE)
    for message in catalogue:
        if message.id:
            many = isinstance(message.id, tuple | list)
            message.string = tuple(pseudo(each) for each in message.id) if many else pseudo(str(message.id))
    target = folder / CODE / "LC_MESSAGES" / "visitors.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as written:
        pofile.write_po(written, catalogue)


def _table(code: str, name: object, short: object, official: object, explanation: object, labels: object) -> str:
    def quoted(text: str) -> str:
        return '"' + pseudo(text).replace("\\", "\\\\").replace('"', '\\"') + '"'

    texts = {"name": name, "short": short, "official": official, "explanation": explanation}
    lines = [f"{key} = {quoted(value['id'])}" for key, value in texts.items()]  # type: ignore[index]
    listed = ", ".join(quoted(label) for label in labels["id"])  # type: ignore[index]
    return "\n".join((f"[{code}]", *lines, f"labels = [{listed}]", ""))
