"""`loket verify`: is the ledger what it was? Exit 0: nothing is wrong; 1: something is; 2: it could not be checked."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy.exc import DatabaseError

from kiosk import evidence, proof
from kiosk.cli.results import add_language
from kiosk.cli.seals import units_asked
from kiosk.config import Settings
from kiosk.evidence import FOLDER, Vault
from kiosk.filings import issued
from kiosk.places import Unit
from kiosk.proof import Seal
from kiosk.proof.sealing import COPY
from kiosk.proof.verify import Finding, Kept, KeptError, Report, UnitReport, read_copy, read_kept, verify
from kiosk.refusals import Refusal
from kiosk.running.session import opened_as_is, settings_for
from kiosk.store.opening import database_url, sqlite_url
from kiosk.words.catalogue import gettext as _
from kiosk.words.findings import finding as sentence
from kiosk.words.numbers import whole

SAID_AT_MOST = 100


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="UNIT", help="code of one unit (default: all)")
    parser.add_argument("--since", type=int, default=0, metavar="N", help="only what came after the unit's seal number N; with --unit")
    parser.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="FILE",
        help="seals kept elsewhere: a feed (its address, or saved), JSON of `loket seals --json`, lines typed from paper; may be repeated",
    )
    parser.add_argument("--file", type=Path, metavar="FILE", help="verify a backup instead of the store in use (SQLite)")
    add_language(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    if asked.since and not asked.unit:
        raise Refusal("--since is the number of a unit's seal: give --unit too")
    settings = _store(asked, settings_for(asked))
    try:
        kept = [each for where in asked.against for each in _kept(where, asked.unit)] + _beside(asked, settings)
        with opened_as_is(settings):
            units = units_asked(asked.unit)
            report = verify(database_url(settings), units, since=asked.since, kept=kept, progress=_Progress())
            if asked.file is None:
                report.doubts += _not_whole(Vault(settings.data), units)
    except (KeptError, DatabaseError) as error:
        raise Refusal(f"could not check: {error}") from error
    print(json.dumps(_json(report), ensure_ascii=False, indent=1) if asked.json else _written(report))
    return 0 if report.is_clean else 1


def _store(asked: argparse.Namespace, settings: Settings) -> Settings:
    if asked.file is None:
        return settings
    if not asked.file.is_file():
        raise Refusal(f"there is no file {asked.file}")
    return dataclasses.replace(settings, database_url=sqlite_url(asked.file))


def _kept(where: str, unit: str | None) -> list[Kept]:
    """The seals kept there; those of other units alone would let a check pass that compared nothing."""
    found = read_kept(where)
    others = sorted({each.unit for each in found if each.unit})
    if unit and others and unit not in others and all(each.unit for each in found):
        raise KeptError(f"{where} has seals of {', '.join(others)}, and none of {unit}")
    return found


def _beside(asked: argparse.Namespace, settings: Settings) -> list[Kept]:
    """The copy of the seals in the data folder; a backup is older than that, and only compared with those given."""
    copy = settings.data / COPY
    if asked.file is not None or not copy.is_file():
        return []
    found, torn = read_copy(copy)
    for line in torn:
        print(f"{copy}: this line is no seal, and is passed over: {line[:60]}", file=sys.stderr)
    return found


def _not_whole(vault: Vault, units: Sequence[Unit]) -> Iterator[Finding]:
    """Files that the rows beside the ledger name, and that are gone or changed."""
    codes = {unit.id: unit.code for unit in units}
    broken = [
        *((found.unit_id, digest) for found, digest in issued.not_whole(vault)),
        *((found.unit_id, digest) for found, digest in evidence.not_whole(vault)),
    ]
    for unit, digest in broken:
        if unit in codes:
            yield Finding("file-not-whole", codes[unit], {"name": f"{FOLDER}/{digest[:2]}/{digest}"})


class _Progress:
    """Says how far it is, on stderr, about once a second."""

    def __init__(self) -> None:
        self._said = monotonic()

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._said < 1:
            return
        self._said = monotonic()
        line = _("%(done)s dari %(total)s entri", done=whole(done), total=whole(total))
        print(line, end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


def _json(report: Report) -> dict[str, Any]:
    return {
        "clean": report.is_clean,
        "units": [_unit_json(unit) for unit in report.units],
        "triggers": report.triggers,
        "keys": report.keys,
        "kept": report.kept,
        "witnesses": report.witnesses,
        "doubts": [_finding_json(doubt) for doubt in report.doubts],
        "findings": [_finding_json(finding) for finding in report.findings],
        "notes": [_finding_json(note) for note in report.notes],
    }


def _unit_json(unit: UnitReport) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "entries": unit.entries,
        "seals": unit.seals,
        "sealed": unit.sealed,
        "cells": unit.cells,
        "latest": _latest_json(unit.latest) if unit.latest else None,
    }


def _latest_json(seal: Seal) -> dict[str, Any]:
    return {"number": seal.number, "day": seal.day.isoformat(), "fingerprint": proof.fingerprint(seal)}


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind, "unit": finding.unit, **finding.values, "sentence": sentence(finding)}


def _written(report: Report) -> str:
    lines = [line for unit in report.units for line in _unit_lines(unit)]
    lines += ["", _checked(report)]
    lines += [f"  {sentence(note)}" for note in report.notes]
    if report.is_clean:
        return "\n".join([*lines, _("Bersih: tidak ada yang salah.")])
    if report.findings:
        lines += _listed(_("SALAH (%(n)s):", n=whole(len(report.findings))), report.findings)
    if report.doubts:
        lines += _listed(_("DIRAGUKAN (%(n)s):", n=whole(len(report.doubts))), report.doubts)
        if any(doubt.kind.startswith("kept-") for doubt in report.doubts):
            lines.append(_("Laporan tablet dapat dikesampingkan administrator dengan alasan, di halaman Tablet unit itu."))
    return "\n".join(lines)


def _listed(title: str, findings: Sequence[Finding]) -> list[str]:
    more = [_("  … (semuanya: --json)")] if len(findings) > SAID_AT_MOST else []
    return [title, *(f"  {sentence(finding)}" for finding in findings[:SAID_AT_MOST]), *more]


def _unit_lines(unit: UnitReport) -> Iterator[str]:
    entries, seals, sealed, cells = (whole(n or 0) for n in (unit.entries, unit.seals, unit.sealed, unit.cells))
    yield _(
        "%(unit)s: %(entries)s entri diperiksa, %(seals)s segel (mencakup %(sealed)s entri), %(cells)s sel rekap",
        unit=unit.unit,
        entries=entries,
        seals=seals,
        sealed=sealed,
        cells=cells,
    )
    if unit.latest:
        yield f"  {proof.printed(unit.latest)}"


def _checked(report: Report) -> str:
    return _(
        "%(triggers)s penjaga basis data, %(keys)s kunci, %(kept)s segel simpanan dan %(witnesses)s laporan tablet dibandingkan.",
        triggers=report.triggers,
        keys=report.keys,
        kept=report.kept,
        witnesses=report.witnesses,
    )
