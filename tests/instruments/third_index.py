"""What a third index is made of: a table of indices.toml and a questionnaire that asks for it, beside the two of the regulations.

Its keys are ones that nobody would choose, and any other index that exists by now is left out: it is the third here for ever.
"""

import re
import shutil
from pathlib import Path

from kiosk.instruments.definitions import FILE, FOLDER

DEFINITION = """
[ujiketiga]
name = { id = "Akses bagi kelompok rentan", en = "Access for vulnerable groups" }
short = { id = "Akses", en = "Access" }
withheld = "satisfaction"
fewest_answers = 5
grades = "ikm-2017"
faces = true
source = { id = "Survei sendiri; mutu menurut PermenPANRB 14/2017", en = "Our own survey; grades of PermenPANRB 14/2017" }
"""

HEAD = """
key = "uji-ketiga"
version = 1
legal_basis = ""
valid_from = 2026-01-01
languages = ["id", "en"]
scale = { min = 1, max = 4 }
includes = ["pulse", "ikm-ipk-2021"]
title.id = "Survei IKM, IPK dan akses"
title.en = "IKM, IPK and access survey"

[source]
name = "Uji"
certainty = "own"
"""

QUESTION = """
[[questions]]
code = "{code}"
index = "ujiketiga"
faces = true
name = {{ id = "{id}", en = "{en}" }}
short = {{ id = "{id} di sini mudah.", en = "{en}: easy to use here." }}
official = {{ id = "{id} di unit layanan ini mudah digunakan.", en = "{en} of this service unit are easy to use." }}
labels.id = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]
labels.en = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]
explanation = {{ id = "Bagi siapa pun.", en = "For anybody." }}
"""

ASKED = (
    ("A1", "Jalan landai", "Ramps"),
    ("A2", "Loket prioritas", "Priority counters"),
    ("A3", "Informasi bagi semua", "Information for all"),
)
CODES = tuple(code for code, _, _ in ASKED)


def write(folder: Path) -> Path:
    """A folder with the usual questionnaire and its two indices, and with one that asks for the third index."""
    folder.mkdir()
    for key in ("pulse", "control", "profile", "ikm-ipk-2021"):
        shutil.copy(FOLDER / f"{key}.toml", folder)
    (folder / FILE).write_text(table_of("ikm") + table_of("ipk") + DEFINITION)
    questions = "".join(QUESTION.format(code=code, id=indonesian, en=english) for code, indonesian, english in ASKED)
    (folder / "uji-ketiga.toml").write_text(HEAD + questions)
    return folder


def table_of(index: str) -> str:
    """The lines of indices.toml that define one of ours."""
    found = re.search(rf"^\[{index}\]\n(?:(?!\[).*\n)*", (FOLDER / FILE).read_text(), re.MULTILINE)
    assert found, index
    return found[0]
