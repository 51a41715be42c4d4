"""Every setting: name, unit, default and one sentence. The table of docs/operate.md is compared with this list by a test."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_LINE = 200
"""Characters of a setting that people read."""
SETTINGS_FILE = "loket.toml"
"""In the data folder: what `loket start` was told on its first run. The environment takes precedence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing an operator may set, in the environment as LOKET_<NAME> or in the data folder's loket.toml."""

    name: str
    default: str
    sentence: str

    @property
    def variable(self) -> str:
        return f"LOKET_{self.name.upper()}"


SETTINGS = (
    Setting("data", "instance", "Folder that holds the database, the keys and loket.toml; it is made if absent."),
    Setting("database_url", "", "Database to use instead of the embedded SQLite file, e.g. postgresql://user@host/name."),
    Setting(
        "public_url",
        "",
        "Address that QR codes point to, with its path if it has one, e.g. https://loket.example.go.id; unset, no QR is shown.",
    ),
    Setting("privacy_office", "", "Office that answers for the data, as /privasi names it, e.g. Kanwil Ditjen Imigrasi Bangka Belitung."),
    Setting("privacy_contact", "", "How to reach that office: an e-mail address, a telephone number, or an address in one line."),
    Setting("host", "127.0.0.1", "Address to listen on; 0.0.0.0 lets other machines in the network connect, :: by IPv6 too."),
    Setting("port", "8000", "TCP port to listen on."),
    Setting("workers", "2", "Server processes; as many as the machine has cores is a good number."),
    Setting("threads", "8", "Threads in each server process."),
    Setting(
        "disk_floor",
        "500",
        "Megabytes that stay free on the data folder's disk: below, open links stop; tickets at half of it; tablets at a tenth. 0: none.",
    ),
    Setting("evidence_quota", "2000", "Megabytes of files (logos, scans, photographs) that a unit or office may keep."),
    Setting("scanner", "", "Command that reads a file on standard input and exits with 1 if it is unsafe, e.g. clamdscan --no-summary -."),
    Setting("trusted_proxies", "0", "How many reverse proxies stand in front and set X-Forwarded-* headers."),
)


class SettingError(Exception):
    """A setting that cannot be used; its text says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, read and checked."""

    data: Path
    database_url: str
    public_url: str
    privacy_office: str
    privacy_contact: str
    host: str
    port: int
    workers: int
    threads: int
    disk_floor: int
    evidence_quota: int
    scanner: str
    trusted_proxies: int


def read_settings(environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """The settings in force: what is `given` (command line), else the environment, else loket.toml, else the default.

    Raises SettingError, with a sentence for the operator, when a value cannot be used.
    """
    values = {s.name: s.default for s in SETTINGS}
    asked = {s.name: environ[s.variable] for s in SETTINGS if environ.get(s.variable)}
    asked |= {name: str(value) for name, value in given.items() if value is not None}
    data = data_folder(environ, given.get("data"))
    values |= _read_file(data / SETTINGS_FILE) | asked
    return Settings(
        data=data,
        database_url=values["database_url"],
        public_url=_address(values["public_url"]),
        privacy_office=_line(values, "privacy_office"),
        privacy_contact=_line(values, "privacy_contact"),
        host=values["host"],
        port=_whole(values, "port", 1, 65535),
        workers=_whole(values, "workers", 1, 64),
        threads=_whole(values, "threads", 1, 64),
        disk_floor=_whole(values, "disk_floor", 0, 10**9),
        evidence_quota=_whole(values, "evidence_quota", 0, 10**7),
        scanner=_line(values, "scanner"),
        trusted_proxies=_whole(values, "trusted_proxies", 0, 9),
    )


def data_folder(environ: Mapping[str, str] = os.environ, given: object = None) -> Path:
    """The folder that holds the data: the one `given`, else that of the environment, else the default. SettingError for no UTF-8."""
    default = next(s.default for s in SETTINGS if s.name == "data")
    folder = Path(str(given) if given is not None else environ.get("LOKET_DATA") or default).expanduser().absolute()
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise SettingError(f"the data folder {folder} has a name that is no UTF-8: give it another one") from error
    return folder


def settings_text(data: Path, **values: str) -> str:
    """What the data folder's loket.toml is to hold: these settings, and the others that are there already."""
    kept = _read_file(data / SETTINGS_FILE) | values
    # A TOML basic string escapes as JSON does.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in sorted(kept.items())]
    return "# Suara Loket: settings of this data folder. The environment (LOKET_…) goes before them.\n" + "".join(lines)


def _read_file(file: Path) -> dict[str, str]:
    try:
        # Windows' editor puts a mark before UTF-8.
        read = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{file} is not UTF-8: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{file}: {error}") from error
    known = {s.name for s in SETTINGS} - {"data"}
    if unknown := sorted(set(read) - known):
        raise SettingError(f"{file}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    return {name: str(value) for name, value in read.items()}


def _whole(values: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = values[name]
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise SettingError(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _line(values: Mapping[str, str], name: str) -> str:
    text = values[name].strip()
    if len(text) > LONGEST_LINE or not text.isprintable():
        raise SettingError(f"{name} must be one line of at most {LONGEST_LINE} letters, not {text!r}")
    return text


def _address(text: str) -> str:
    if not text:
        return ""
    if not text.startswith(("http://", "https://")) or any(c.isspace() or c in "\"'\\<>?#%" for c in text):
        raise SettingError(f"public_url must start with http:// or https:// and hold no space, quote, ?, # or %, not {text!r}")
    return text.rstrip("/")
