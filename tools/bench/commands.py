"""`loket bench`: how fast ours is, beside a ceiling (the same server, which only reads) and beside a naive one, in one run."""

import argparse
import json
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from kiosk.clock import system_clock
from kiosk.refusals import Refusal
from kiosk.running.streams import say

if TYPE_CHECKING:
    from tools.bench.figures import FiguresResult
    from tools.bench.measures import Figure, Measurement
    from tools.bench.pages import PagesResult
    from tools.bench.rounds import Load, Result

NAMES = {"A": "A  ceiling", "B": "B  ours", "C": "C  naive ORM"}
LONGEST = 3600.0


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    subjects = parser.add_subparsers(title="subjects", required=True, metavar="SUBJECT", dest="subject")
    noted = argparse.ArgumentParser(add_help=False)
    noted.add_argument("--json", action="store_true", help="print JSON, with every measurement")
    noted.add_argument("--note", type=Path, metavar="FILE", help="put the result into this file too (docs/performance.md)")
    measured = argparse.ArgumentParser(add_help=False, parents=[noted])
    measured.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds (default 5)")
    measured.add_argument("--seconds", type=float, default=2.0, metavar="S", help="measured seconds, each time (default 2)")
    measured.add_argument("--warm-up", type=float, default=1.0, metavar="S", help="seconds before, each time (default 1)")
    tablets = argparse.ArgumentParser(add_help=False)
    tablets.add_argument("--connections", type=int, default=16, metavar="N", help="how many tap at once (default 16)")

    taps = subjects.add_parser("taps", parents=[common, measured, tablets], help="tap by tap (some 4 minutes)")
    taps.set_defaults(run=run_taps)
    batch = subjects.add_parser("batch", parents=[common, measured], help="256 at a time, over 2 and 8 connections")
    batch.set_defaults(run=run_batch, connections=1)
    phone = subjects.add_parser("phone", parents=[common, measured, tablets], help="visitors with phones, three pages each")
    phone.set_defaults(run=run_phone)
    slow = subjects.add_parser("slow-disk", parents=[common, measured, tablets], help="tap by tap, on a disk whose fsync is slow")
    slow.add_argument("--delay-ms", type=float, default=8.0, metavar="MS", help="milliseconds added to every fsync (default 8)")
    slow.set_defaults(run=run_slow_disk)
    server = subjects.add_parser("postgresql", parents=[common, measured, tablets], help="tap by tap, into a PostgreSQL (some 3 minutes)")
    server.add_argument("--server", required=True, metavar="URL", help="a database of it whose role may make others")
    server.set_defaults(run=run_postgresql)
    start = subjects.add_parser("start", parents=[common, noted], help="a command, a server, a worker's memory (2 minutes)")
    start.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each is started (default 5)")
    start.set_defaults(run=run_start)
    _add_figures(subjects, common, noted)
    kept = argparse.ArgumentParser(add_help=False, parents=[noted])
    kept.add_argument("--from", type=Path, dest="folder", metavar="DIR", required=True, help="its folder")
    pages = subjects.add_parser("pages", parents=[common, kept], help="the panel's pages over the big ledger that `figures --keep` left")
    pages.add_argument("--rounds", type=int, default=40, metavar="N", help="how often each page is asked for (default 40)")
    pages.set_defaults(run=run_pages)
    verify = subjects.add_parser("verify", parents=[common, kept], help="`loket verify` over that ledger (some 2 minutes a round)")
    verify.add_argument("--rounds", type=int, default=3, metavar="N", help="how often it is verified (default 3)")
    verify.set_defaults(run=run_verify)


def _add_figures(subjects: Any, common: argparse.ArgumentParser, noted: argparse.ArgumentParser) -> None:
    figures = subjects.add_parser("figures", parents=[common, noted], help="figures of a small and a big ledger (some 4 minutes, 2.6 GB)")
    figures.add_argument("--small", type=int, default=100_000, metavar="N", help="entries of the small one, in one unit (default 100000)")
    figures.add_argument("--entries", type=int, default=10_000_000, metavar="N", help="of the big one, in units like it (default 10000000)")
    figures.add_argument("--rounds", type=int, default=9, metavar="N", help="how often each question is asked (default 9)")
    where = figures.add_mutually_exclusive_group()
    where.add_argument("--keep", type=Path, metavar="DIR", help="fill the ledgers in this folder, and leave them there")
    where.add_argument("--from", type=Path, dest="used_again", metavar="DIR", help="use those that --keep left in this folder")
    figures.set_defaults(run=run_figures)


# The bench is loaded when it is asked for: its own processes import this package, and no other command needs the naive tables.


def run_taps(asked: argparse.Namespace) -> int:
    from tools.bench import rounds

    return _report(asked, rounds.taps)


def run_batch(asked: argparse.Namespace) -> int:
    from tools.bench import rounds

    return _report(asked, rounds.batches)


def run_phone(asked: argparse.Namespace) -> int:
    from tools.bench import rounds

    return _report(asked, rounds.phones)


def run_slow_disk(asked: argparse.Namespace) -> int:
    from tools.bench import rounds

    if not 0 < asked.delay_ms <= 1000:
        raise Refusal("--delay-ms must be above 0 and at most 1000")
    return _report(asked, lambda load, tell: rounds.taps_on_slow_disk(load, asked.delay_ms, tell))


def run_postgresql(asked: argparse.Namespace) -> int:
    from tools.bench import rounds

    return _report(asked, lambda load, tell: rounds.taps_on_postgresql(load, asked.server, tell))


def run_figures(asked: argparse.Namespace) -> int:
    """Measure and print; 1 if tallies and entries disagree. A target missed is no failure: machines differ."""
    from tools.bench import figures

    if not 100 <= asked.small <= asked.entries or asked.rounds < 1:
        raise Refusal("--small must be at least 100, --entries not below it, --rounds at least 1")
    if asked.keep and asked.keep.exists() and any(asked.keep.iterdir()):
        raise Refusal(f"{asked.keep} is not empty: --keep wants a new folder, --from one that was kept")
    size = figures.Size(asked.small, asked.entries)
    with _ended_cleanly(), figures.folder_for(size, asked.keep, asked.used_again, say) as folder:
        result = figures.measure(folder, asked.rounds, say)
    _say(asked, _figures_text(result), _figures_json(result), holds=result.holds)
    for wrong in (check for check in result.checks if not check.holds):
        say(f"loket: {wrong.store}: the tallies of {wrong.unit} disagree with its entries. {wrong}")
    return 0 if result.holds else 1


def run_pages(asked: argparse.Namespace) -> int:
    """Measure and print. A target missed is no failure: machines differ."""
    from tools.bench import pages

    if asked.rounds < 1:
        raise Refusal("--rounds must be at least 1")
    result = pages.measure(asked.folder, asked.rounds, say)
    _say(asked, _pages_text(result), json.dumps({"machine": result.machine, "pages": [each.as_json() for each in result.pages]}))
    return 0


def run_verify(asked: argparse.Namespace) -> int:
    """Measure and print; 1 if a verification was not clean. A target missed is no failure: machines differ."""
    from tools.bench import verified

    if asked.rounds < 1:
        raise Refusal("--rounds must be at least 1")
    with _ended_cleanly():
        result = verified.measure(asked.folder, asked.rounds, say)
    text = [_machine(result.machine), "", *result.lines(), "", *_figures(result.figures)]
    _say(asked, "\n".join(text), json.dumps(result.as_json()), holds=result.holds)
    if not result.holds:
        say("loket: a verification was not clean, or has not checked every entry; `loket verify` says what is wrong")
    return 0 if result.holds else 1


def run_start(asked: argparse.Namespace) -> int:
    """Measure and print. A target missed is no failure: machines differ."""
    from tools.bench import started

    if asked.rounds < 1:
        raise Refusal("--rounds must be at least 1")
    with _ended_cleanly():
        result = started.measure(asked.rounds, say)
    text = [_machine(result.machine), f"{result.requests:,} taps answered by the loaded workers", "", *_figures(result.figures)]
    _say(asked, "\n".join(text), json.dumps(result.as_json()))
    return 0


def _report(asked: argparse.Namespace, measure: "Callable[[Load, Callable[[str], None]], Result]") -> int:
    """Measure and print; 1 if an answer was lost, refused or miscounted. A target missed is no failure: machines differ."""
    with _ended_cleanly():
        result = measure(_load(asked), say)
    _say(asked, _text(result), _json(result), holds=result.holds)
    for wrong in (m for m in result.measurements if not m.holds):
        say(f"loket: round {wrong.round}, {wrong.variant}: {wrong.failed} of the requests failed. {wrong.failure} {wrong.store or ''}")
    return 0 if result.holds else 1


def _say(asked: argparse.Namespace, text: str, as_json: str, *, holds: bool = True) -> None:
    """Print the result, and put it into the file that was named, if it holds."""
    from tools.bench import notes

    print(as_json if asked.json else text)
    if asked.note and holds:
        notes.write(asked.note, asked.subject, notes.command(asked), system_clock().date(), text)


def _load(asked: argparse.Namespace) -> "Load":
    from tools.bench.rounds import Load

    if asked.rounds < 1 or not 1 <= asked.connections <= 500:
        raise Refusal("--rounds must be at least 1, --connections 1 to 500")
    if not 0 < asked.seconds <= LONGEST or not 0 <= asked.warm_up <= LONGEST:
        raise Refusal("--seconds must be above 0 and --warm-up not below, both at most an hour")
    return Load(asked.rounds, asked.seconds, asked.warm_up, asked.connections)


@contextmanager
def _ended_cleanly() -> Iterator[None]:
    """SIGTERM ends as Ctrl-C does: the servers first, then the temporary folder."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _json(result: "Result") -> str:
    return json.dumps(
        {
            "machine": result.machine,
            "figures": [each.as_json() for each in result.figures],
            "holds": result.holds,
            "measurements": [m.as_json() for m in result.measurements],
        },
        indent=1,
    )


def _figures_json(result: "FiguresResult") -> str:
    return json.dumps(
        {
            "machine": result.machine,
            "stores": [each.as_json() for each in result.stores],
            "figures": [each.as_json() for each in result.figures],
            "holds": result.holds,
            "checks": [asdict(check) for check in result.checks],
            "timings": [each.as_json() for each in result.timings],
        },
        indent=1,
        default=str,
    )


def _text(result: "Result") -> str:
    """Markdown: the medians of each variant, then the figures beside their targets."""
    blocks = [[_machine(result.machine)], _variants(result.measurements), _layers(result.measurements), _figures(result.figures)]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _figures_text(result: "FiguresResult") -> str:
    """Markdown: the stores, the medians of each question, what lies on the disk, then the figures beside their targets."""
    stores = [
        f"{each.name}: {each.filled.units} units x {each.filled.days} days, {each.filled.entries:,} entries, "
        f"{each.bytes / 1e6:,.0f} MB, filled in {each.filled.seconds:,.0f} s"
        for each in result.stores
    ]
    standing = sum(check.standing for check in result.checks)
    tallied = sum(check.tallied for check in result.checks)
    checked = f"{len(result.checks)} units checked: {standing:,} answers stand, {tallied:,} are tallied"
    blocks = [[_machine(result.machine), *stores], _timings(result), _shares(result), [checked], _figures(result.figures)]
    return "\n\n".join("\n".join(block) for block in blocks)


def _pages_text(result: "PagesResult") -> str:
    """Markdown: what was filled, then each page's median and 95th percentile, the slowest first."""
    filled = f"{result.filled.units} units x {result.filled.days} days, {result.filled.entries:,} entries"
    lines = [_machine(result.machine), filled, "", "| page | median ms | 95 % ms | target |", "| --- | ---: | ---: | ---: |"]
    for each in sorted(result.pages, key=lambda each: -each.p95):
        lines.append(f"| {each.rule} | {median(each.ms):.1f} | {each.p95:.1f} | ≤ {each.target:g}{'' if each.met else ' MISSED'} |")
    return "\n".join(lines)


def _timings(result: "FiguresResult") -> list[str]:
    names = [store.name for store in result.stores]
    lines = [f"| median, ms | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for timing in result.timings:
        medians = (timing.median_of(name) for name in names)
        lines.append(f"| {timing.question} | {' | '.join('' if ms is None else _number(ms) for ms in medians)} |")
    return lines


def _shares(result: "FiguresResult") -> list[str]:
    """What takes at least one byte of a rating in the last store, the largest first."""
    names = [store.name for store in result.stores]
    lines = [f"| bytes on disk a rating | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for part, size in result.stores[-1].parts.items():
        if size >= 1:
            lines.append(f"| {part} | {' | '.join(_number(store.parts.get(part, 0)) for store in result.stores)} |")
    return [*lines, f"| together | {' | '.join(_number(store.bytes_a_rating) for store in result.stores)} |"]


def _machine(machine: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in machine.items())


def _variants(found: "Sequence[Measurement]") -> list[str]:
    from tools.bench.measures import summary

    lines = ["| median | ratings/s | p50 ms | p99 ms | CPU µs a rating |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, each in summary(found, lambda m: f"{NAMES[m.variant]}, {m.connections} connections").items():
        lines.append(f"| {name} | {each['rate']:,.0f} | {each['p50_ms']:.1f} | {each['p99_ms']:.1f} | {each['cpu_us']:,.0f} |")
    stored = [m.store for m in found if m.store]
    lines += ["", f"acknowledged {sum(s.acknowledged for s in stored):,}, stored {sum(s.stored for s in stored):,}, "]
    lines[-1] += f"missing {sum(s.missing for s in stored):,}; requests that failed: {sum(m.failed for m in found):,}"
    if syncs := [m.syncs for m in found if m.syncs]:
        count = sum(s.count for s in syncs)
        lines.append(f"fsyncs {count:,}, {sum(s.count * s.mean_ms for s in syncs) / count:.1f} ms each")
    return lines


def _layers(found: "Sequence[Measurement]") -> list[str]:
    """Where the CPU of a request of ours went: the layers that are counted, and what is done around them."""
    from tools.bench.measures import by_layer

    counted = by_layer(found)
    if not counted:
        return []
    whole = median(m.cpu_us * m.together for m in found if m.layers)
    lines = ["| ours, CPU µs a request | median |", "| --- | ---: |", *(f"| {layer} | {taken:,.0f} |" for layer, taken in counted.items())]
    return [*lines, f"| around them: Flask, gunicorn, the system | {whole - sum(counted.values()):,.0f} |"]


def _figures(figures: "Sequence[Figure]") -> list[str]:
    lines = ["| median of rounds | measured | range | target |", "| --- | ---: | ---: | ---: |"]
    for each in figures:
        span = f"{_number(each.least)}–{_number(each.most)}"
        target = f"{'≤' if each.at_most else '≥'} {each.target:,g}{'' if each.met else ' MISSED'}"
        lines.append(f"| {each.name} | {_number(each.median)} | {span} | {target} |")
    return lines


def _number(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
