"""What a third index is made of: a table of indices.toml and a questionnaire that asks for it, written into a copy of ours."""

import shutil
from pathlib import Path

from kiosk.instruments.definitions import FILE, FOLDER

DEFINITION = """
[akses]
name = { id = "Akses bagi kelompok rentan", en = "Access for vulnerable groups" }
short = { id = "Akses", en = "Access" }
withheld = "satisfaction"
fewest_answers = 5
grades = "ikm-2017"
faces = true
source = { id = "Survei sendiri; mutu menurut PermenPANRB 14/2017", en = "Our own survey; grades of PermenPANRB 14/2017" }
"""

HEAD = """
key = "akses-2026"
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
index = "akses"
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
    """A folder of questionnaires with ours and with one that asks for the third index."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with (folder / FILE).open("a") as file:
        file.write(DEFINITION)
    questions = "".join(QUESTION.format(code=code, id=indonesian, en=english) for code, indonesian, english in ASKED)
    (folder / "akses-2026.toml").write_text(HEAD + questions)
    return folder
