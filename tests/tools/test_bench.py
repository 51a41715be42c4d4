"""`loket bench`: its arithmetic on known numbers, and short runs of it that must lose nothing and leave nothing behind."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path
from random import Random
from statistics import mean
from time import monotonic, process_time, sleep
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import psycopg
import pytest
from flask import Flask

from kiosk.cli import main
from kiosk.clock import system_clock
from kiosk.ledger import Channel, rows
from kiosk.places import Place, units
from kiosk.places.links import link_of
from kiosk.proof.verify import derived, triggers, verify
from kiosk.refusals import Refusal
from kiosk.running.session import opened_as_is
from kiosk.store.direct import snapshot
from kiosk.store.opening import FILE, database_url
from kiosk.tallies import tally
from tests.make import entries, utc
from tests.page import PageClient
from tests.statements import statements
from tools.bench import filled, layers, notes, pages, traffic
from tools.bench.ceiling import ceiling_of
from tools.bench.crowd import Desk, taps
from tools.bench.filled import fill
from tools.bench.measures import Measurement, StoreCheck, Syncs, each_round, figure, percentile, ratios, summary
from tools.bench.office import settings_of
from tools.bench.pages import PageTimes
from tools.bench.processes import cpu_seconds, serving
from tools.bench.slow_disk import COUNTERS, SlowDisk, slow_disk, sync_ms

FEW = ("--small", "1000", "--entries", "3000")
FEWEST = ("--small", "137", "--entries", "274")
SHORT = ("--rounds", "1", "--seconds", "0.3", "--warm-up", "0.2", "--json")

Bench = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bench:
    """bench("taps", …) → exit code, stdout, stderr; fails if it leaves a file or a process behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["bench", *arguments])
        said = capsys.readouterr()
        assert list(tmp_path.iterdir()) == []
        assert running_in(tmp_path) == []
        return code, said.out, said.err

    return run


def running_in(folder: Path) -> list[int]:
    """The processes whose command line names the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(folder) in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            pass  # it has ended meanwhile
    return found


def measurement(round: int = 1, variant: str = "B", **fields: Any) -> Measurement:
    standard = Measurement(round, variant, 16, 100, failed=0, failure="", rate=50.0, p50_ms=5.0, p99_ms=9.0, cpu_us=700.0)
    return replace(standard, **fields)


# ── arithmetic ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, 0),
        ([7], 0.01, 7),
        ([7], 0.99, 7),
        ([4, 1, 3, 2], 0.5, 2),  # nearest rank: no value is made up between two
        (range(1, 101), 0.5, 50),
        (range(1, 101), 0.99, 99),
        (range(1, 102), 0.99, 100),  # 99 % of 101 is 99.99: the hundredth
        (range(1, 101), 1, 100),
    ],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_ratios_compare_within_a_round() -> None:
    # The second round ran on a machine half as fast: the ratio is the same.
    rates = {1: [("A", 90), ("B", 40), ("C", 9), ("C", 11), ("B", 60), ("A", 110)], 2: [("A", 50), ("B", 25), ("C", 5)]}
    found = [measurement(n, variant, rate=rate) for n, each in rates.items() for variant, rate in each]
    assert ratios(found, "rate", "B", "A") == [0.5, 0.5]
    assert ratios(found, "rate", "B", "C") == [5, 5]
    assert each_round(found, "rate", "B") == [50, 25]


def test_ratio_to_nothing_is_nothing() -> None:
    assert ratios([measurement(rate=5), measurement(variant="C", rate=0)], "rate", "B", "C") == [0]


def test_figure_is_a_median_with_its_range_and_target() -> None:
    found = figure("ours : naive", [3, 9, 2.4, 2.6, 8], 2.5)
    assert (found.median, found.least, found.most, found.met) == (3, 2.4, 9, True)
    assert not figure("ours : naive", [2.4], 2.5).met
    assert figure("p99, ms", [60], 60, at_most=True).met
    assert not figure("p99, ms", [60.1], 60, at_most=True).met


def test_summary_is_by_kind_in_the_order_measured() -> None:
    found = [measurement(variant=v, rate=r) for v, r in (("C", 1), ("B", 10), ("B", 30), ("B", 20), ("C", 3))]
    assert [(kind, each["rate"]) for kind, each in summary(found, lambda m: m.variant).items()] == [("C", 2), ("B", 20)]


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        (StoreCheck(acknowledged=5, stored=5, missing=0, standing=5, tallied=5), True),
        (StoreCheck(acknowledged=5, stored=6, missing=0, standing=6, tallied=6), True),  # stored, but the server ended before it said so
        (StoreCheck(acknowledged=5, stored=4, missing=1, standing=4, tallied=4), False),
        (StoreCheck(acknowledged=5, stored=5, missing=1, standing=5, tallied=5), False),  # others are there, but not that one
        (StoreCheck(acknowledged=5, stored=5, missing=0, standing=5, tallied=4), False),
        (StoreCheck(acknowledged=5, stored=5, missing=0, standing=4, tallied=4), False),  # the bench corrects nothing
    ],
)
def test_a_measurement_holds_if_its_store_does(check: StoreCheck, holds: bool) -> None:
    assert measurement(store=check).holds is holds
    assert not measurement(store=check, failed=1).holds
    assert not measurement(store=check, requests=0).holds


def test_cpu_of_a_process_grows_with_its_work() -> None:
    before, began = cpu_seconds([os.getpid()]), process_time()
    while process_time() - began < 0.1:
        pass
    assert 0.08 <= cpu_seconds([os.getpid()]) - before < 1


def test_a_layer_within_another_is_its_own(tmp_path: Path) -> None:
    def work(seconds: float) -> None:
        until = process_time() + seconds
        while process_time() < until:
            pass

    def screen() -> None:
        work(0.02)
        does.parse()

    does, counters = SimpleNamespace(screen=screen, parse=lambda: work(0.06)), layers.Layers()
    counters.count(does, "screen", layers.SCREEN, begins=True)
    counters.count(does, "parse", layers.PARSING)
    for _ in range(2):
        does.screen()
    counters.write(tmp_path, 1)
    counters.write(tmp_path, 2)
    found = layers.read(tmp_path)
    assert found[layers.SCREEN] == pytest.approx(20_000, rel=0.3)
    assert found[layers.PARSING] == pytest.approx(60_000, rel=0.3)
    assert found[layers.WRITER] == 0
    assert layers.read(tmp_path / "none") == {}


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_taps_are_visits_of_two_to_four_answers_with_growing_ids() -> None:
    requests = list(islice(traffic.taps("/there", "token", utc(2026, 11, 19, 3)), 90))
    answers = [each.answers[0] for each in requests]
    assert len(set(answers)) == 90
    assert all(answer.version == 7 for answer in answers)
    moments = [answer.int >> 80 for answer in answers]
    assert moments == sorted(moments)
    visits: dict[str, int] = {}
    for each in requests:
        head, _blank, body = each.sent.partition(b"\r\n\r\n")
        assert head.startswith(b"POST /there HTTP/1.1\r\n")
        assert f"Content-Length: {len(body)}".encode() in head
        visit = parse_qs(body.decode())["visit"][0]
        visits[visit] = visits.get(visit, 0) + 1
    assert set(visits.values()) == {2, 3, 4}


def sent(request: traffic.Request) -> dict[str, Any]:
    """What a browser of the tests sends for it."""
    form = {"content_type": "application/x-www-form-urlencoded", "headers": {"HX-Request": "true"}}
    return {"data": request.sent.partition(b"\r\n\r\n")[2], **form}


def test_a_tap_is_taken(tablet: PageClient, app: Flask) -> None:
    for each in islice(traffic.taps(traffic.TAP_PATH, "-", app.extensions["clock"]() - timedelta(hours=1)), 6):
        answer = tablet.browser.post(traffic.TAP_PATH, **sent(each))
        assert answer.status_code == 200
        assert b'id="screen"' in answer.data, "the load generator knows a screen by this"


def test_a_visitor_with_a_phone_is_led_on(app: Flask, counter: Place) -> None:
    with app.app_context():
        code = link_of(counter.counter, Channel.POSTER).code
    said = traffic.visitors(f"{traffic.LINK_PATH}{code}")
    stored: list[UUID] = []
    request, shown = next(said), []
    for _ in range(6):  # two visitors
        head, _blank, body = request.sent.decode().partition("\r\n\r\n")
        (method, address, _), headers = head.splitlines()[0].split(), dict(line.split(": ", 1) for line in head.splitlines()[1:])
        answer = app.test_client().open(address, method=method, data=body, headers=headers)
        assert (answer.status_code, request.holds in answer.data) == (request.status, True)
        stored += request.answers
        shown.append(answer.status_code)
        request = said.send(traffic.Reply(f"HTTP/1.1 {answer.status}\r\n{answer.headers}", answer.data))
    assert shown == [200, 303, 200] * 2
    with app.app_context():
        assert [entry.answer for entry in entries(counter.unit)] == stored


def test_the_ceiling_reads_the_same_and_answers_the_same_without_a_store(tablet: PageClient, app: Flask) -> None:
    requests = [sent(each) for each in islice(traffic.taps(traffic.TAP_PATH, "-", app.extensions["clock"]() - timedelta(hours=1)), 9)]
    ours = [tablet.browser.post(traffic.TAP_PATH, **each).data for each in requests]
    ceiling = ceiling_of(app).test_client()
    with statements(app) as said:
        assert [ceiling.post(traffic.TAP_PATH, **each).data for each in requests] == ours, "the same screens"
    assert said == []
    missing = {**requests[0], "data": requests[0]["data"].replace(b"score=", b"skor=")}
    assert ceiling.post(traffic.TAP_PATH, **missing).status_code == 422, "and the same rules"


def test_a_batch_has_256_ratings_and_says_which_are_stored() -> None:
    request = next(traffic.batches("/there", "token", system_clock()))
    ratings = json.loads(request.sent.partition(b"\r\n\r\n")[2])["ratings"]
    assert [each["answer"] for each in ratings] == [str(answer) for answer in request.answers]
    assert len(ratings) == 256
    assert set(ratings[0]) == {"visit", "answer", "question", "score", "given_at", "language"}
    results = [{"answer": str(answer), "status": 409 if n else 200} for n, answer in enumerate(request.answers)]
    assert traffic.acknowledged_in(json.dumps({"results": results}).encode()) == {request.answers[0]}


# ── what a store is filled with ───────────────────────────────────────────────────────────────────────────────────


def test_visitors_rate_along_the_plan() -> None:
    desk = Desk(1, [5, 6], 9, [[(1, "S0")], [(1, "I0")], [(2, "U1"), (2, "U2")], [(2, "K1")]])
    days = [taps(desk, 1_700_000_000_000, Random(number)) for number in range(50)]
    assert 125 < mean(len(day) for day in days) < 149
    given = [tap for day in days for tap in day]
    assert len({tap.answer for tap in given}) == len(given)
    assert {tap.channel for tap in given} == {1, 2, 3}
    assert {tap.score for tap in given} == {1, 2, 3, 4}
    assert all(UUID(bytes=tap.answer).version == 7 and int.from_bytes(tap.answer[:6]) == tap.given_at < tap.received_at for tap in given)
    visits = {visit: "".join(dict.fromkeys(tap.question[0] for tap in of_it)) for visit, of_it in groupby(given, lambda tap: tap.visit)}
    assert set(visits.values()) == {"S", "SI", "SIU", "SIUK"}, "they stop anywhere"
    assert 0.15 < list(visits.values()).count("S") / len(visits) < 0.3


def test_a_filled_store_is_as_if_it_had_been_tapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled, "DAYS_AT_ONCE", 2)  # so that a block goes on from another
    made = fill(tmp_path / "store", 3, 5, lambda line: None)
    assert {each.name for each in (tmp_path / "store").glob("*made*")} == set()
    with snapshot(f"sqlite:///{tmp_path / 'store' / FILE}") as store:
        assert store.all("SELECT count(*) FROM entry") == [(made.entries,)]
        assert triggers.check(store)[1] == []
        assert store.all("PRAGMA foreign_key_check") == []
        assert store.all("PRAGMA integrity_check") == [("ok",)]
        for unit_id, size, tallied in store.all("SELECT unit_id, size, tallied FROM ledger_head"):
            assert size == tallied
            assert store.all("SELECT min(seq), max(seq), count(*) FROM entry WHERE unit_id = ?", (unit_id,)) == [(1, size, size)]
            assert tally.stored(store, unit_id) == tally.rows(unit_id, derived.cells(store, unit_id))
            spans = store.all("SELECT service_day, first_seq, last_seq FROM ledger_day WHERE unit_id = ?", (unit_id,))
            assert {day: (first, last) for day, first, last in spans} == rows.days(store, unit_id)
            moments = [row[0] for row in store.all("SELECT received_at FROM entry WHERE unit_id = ? ORDER BY seq", (unit_id,))]
            assert moments == sorted(moments)


def test_a_filled_store_is_verified(tmp_path: Path) -> None:
    made = fill(tmp_path, 3, 4, lambda line: None)
    settings = settings_of(tmp_path)
    with opened_as_is(settings):
        report = verify(database_url(settings), list(units()))
    assert (report.findings, report.doubts, report.notes) == ([], [], [])
    assert sum(unit.entries for unit in report.units) == made.entries
    assert [unit.seals for unit in report.units] == [3, 3, 3], "the newest day still runs"
    with closing(sqlite3.connect(tmp_path / FILE)) as store:
        assert store.execute("PRAGMA journal_mode").fetchall() == [("wal",)]


def test_what_visitors_say_does_not_depend_on_the_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        fill(tmp_path / str(cores), 3, 2, lambda line: None)
        with closing(sqlite3.connect(tmp_path / str(cores) / FILE)) as store:
            said.append(store.execute("SELECT unit_id, seq, answer, question, score FROM entry ORDER BY unit_id, seq").fetchall())
    assert said[0] == said[1]


# ── what is noted ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_result_is_noted_in_place_of_the_last_one(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text("# Performance\n\nWhat it means.\n", encoding="utf-8")
    for subject, day, text in (("taps", 1, "| a |"), ("batch", 2, "| b |"), ("taps", 3, r"| \1 c |")):
        notes.write(file, subject, f"loket bench {subject}", date(2026, 12, day), text)
    assert file.read_text(encoding="utf-8") == (
        "# Performance\n\nWhat it means.\n\n"
        "## taps\n\n`loket bench taps`, 3 December 2026\n\n| \\1 c |\n\n"
        "## batch\n\n`loket bench batch`, 2 December 2026\n\n| b |\n"
    )


def test_a_noted_command_says_what_is_measured_and_not_where() -> None:
    asked = Namespace(
        subject="slow-disk", rounds=7, seconds=5.0, warm_up=1.0, delay_ms=8.0, json=False, note=Path("/x"), run=print, data="/y"
    )
    assert notes.command(asked) == "loket bench slow-disk --delay-ms 8 --rounds 7 --seconds 5 --warm-up 1"


# ── the slow disk ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_shim_delays_and_counts(tmp_path: Path) -> None:
    disk = slow_disk(tmp_path, 5)
    code = f"import os; f = open({str(tmp_path / 'x')!r}, 'w'); os.fsync(f); os.fdatasync(f); os.fsync(f)"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **disk.environment}, check=True, timeout=30)
    syncs = disk.since((0, 0))
    assert syncs.count == 3
    assert 5 <= syncs.mean_ms < 500


def test_a_shim_that_does_not_bite_is_refused(tmp_path: Path) -> None:
    disk = SlowDisk(tmp_path / "none.so", tmp_path / "syncs", 8)
    for count, nanoseconds in ((0, 0), (10, 10_000_000)):
        disk.counters.write_bytes(COUNTERS.pack(count, nanoseconds))
        with pytest.raises(Refusal, match="did not bite"):
            disk.since((0, 0))
    disk.counters.write_bytes(COUNTERS.pack(10, 90_000_000))
    assert disk.since((0, 0)) == Syncs(10, 9.0)


def test_without_a_compiler_it_says_what_to_install(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, out, err = bench("slow-disk", *SHORT)
    assert (code, out) == (2, "")
    assert "apt-get install gcc" in err


def test_how_long_the_disk_takes(tmp_path: Path) -> None:
    assert 0 < sync_ms(tmp_path, 3) < 1000
    assert list(tmp_path.iterdir()) == []


# ── whole runs ────────────────────────────────────────────────────────────────────────────────────────────────────


def sane(out: str) -> dict[str, Any]:
    """The run as printed, after what must be true of every run."""
    run: dict[str, Any] = json.loads(out)
    assert run["holds"]
    for each in run["measurements"]:
        assert each["failed"] == 0
        assert each["requests"] > 0
        assert each["rate"] > 0
        assert 0 < each["p50_ms"] <= each["p99_ms"]
        assert each["cpu_us"] > 0
        if each["variant"] != "A":
            store = each["store"]
            assert store["stored"] >= store["acknowledged"] > 0
            assert store["missing"] == 0
            assert store["tallied"] == store["standing"] == store["stored"]
    for each in run["figures"]:
        assert each["least"] <= each["median"] <= each["most"]
    return run


@pytest.mark.long
def test_taps(bench: Bench) -> None:
    code, out, err = bench("taps", *SHORT, "--connections", "4")
    assert code == 0, err
    run = sane(out)
    assert "".join(each["variant"] for each in run["measurements"]) == "ABCCBA"
    assert [each["target"] for each in run["figures"]] == [0.3, 3.5, 15]
    assert err.count("round 1 of 1") == 6
    assert all(set(each["layers"]) == (set(layers.LAYERS) if each["variant"] == "B" else set()) for each in run["measurements"])
    assert all(taken > 0 for each in run["measurements"] for taken in each["layers"].values())


@pytest.mark.long
def test_slow_disk(bench: Bench) -> None:
    code, out, err = bench("slow-disk", *SHORT, "--connections", "4", "--delay-ms", "3")
    assert code == 0, err
    run = sane(out)
    assert "".join(each["variant"] for each in run["measurements"]) == "BCCB"
    assert all(each["syncs"]["count"] > 0 and each["syncs"]["mean_ms"] >= 3 for each in run["measurements"])


@pytest.mark.long
def test_taps_into_a_postgresql(bench: Bench, postgres: str) -> None:
    code, out, err = bench("postgresql", *SHORT, "--connections", "4", "--server", postgres)
    assert code == 0, err
    assert "".join(each["variant"] for each in sane(out)["measurements"]) == "ABBA"
    with psycopg.connect(postgres) as server:
        assert server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'loket_bench%'").fetchall() == []


def test_a_postgresql_that_is_not_there_is_refused(bench: Bench) -> None:
    code, out, err = bench("postgresql", *SHORT, "--server", "postgresql://nobody@127.0.0.1:1/postgres")
    assert (code, out) == (2, "")
    assert "cannot make a database" in err


@pytest.mark.long
def test_phone(bench: Bench) -> None:
    code, out, err = bench("phone", *SHORT, "--connections", "4")
    assert code == 0, err
    run = sane(out)
    assert [each["name"] for each in run["figures"]] == ["CPU ms a visitor"]
    assert run["measurements"][0]["store"]["stored"] > 0


@pytest.mark.long
def test_start(bench: Bench) -> None:
    code, out, err = bench("start", "--rounds", "1", "--json")
    assert code == 0, err
    run = json.loads(out)
    assert run["requests"] > 0
    assert [(each["target"], each["at_most"]) for each in run["figures"]] == [(0.25, True), (1.2, True), (45, True)]
    helps, healthy, held = (each["median"] for each in run["figures"])
    assert 0.01 < helps < healthy < 60
    assert 20 < held < 200


@pytest.mark.long
def test_batch(bench: Bench) -> None:
    code, out, err = bench("batch", *SHORT)
    assert code == 0, err
    run = sane(out)
    assert [each["connections"] for each in run["measurements"]] == [2, 8, 8, 2]
    assert all(each["store"]["stored"] % 256 == 0 for each in run["measurements"])


def test_figures(bench: Bench) -> None:
    code, out, err = bench("figures", *FEW, "--rounds", "1", "--json")
    assert code == 0, err
    assert "GB are free" in err
    run = json.loads(out)
    assert run["holds"]
    small, big = run["stores"]
    assert (small["filled"]["units"], big["filled"]["units"]) == (1, 3)
    assert 700 < small["filled"]["entries"] < 1300
    for store in (small, big):
        assert store["bytes_a_rating"] == store["bytes"] / store["filled"]["entries"] > 150
        assert store["parts"]["entry"] > 80
        assert sum(store["parts"].values()) == pytest.approx(store["bytes_a_rating"])
    assert [(each["target"], each["at_most"]) for each in run["figures"]] == [(t, True) for t in (2, 2, 2, 30, 15, 190, 190, 240)]
    assert all(ms > 0 for timing in run["timings"] for each in timing["ms"].values() for ms in each)
    assert [each["store"] for each in run["checks"]] == ["small", "big", "big", "big"]
    assert [each["rebuilt"] for each in run["checks"]] == [True, True, None, None]
    assert all(each["entries"] > each["standing"] == each["tallied"] for each in run["checks"]), "some visitors correct themselves"


def test_figures_of_stores_that_were_kept(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = str(tmp_path_factory.mktemp("kept") / "here")
    code, out, err = bench("figures", *FEWEST, "--rounds", "1", "--keep", kept)
    assert code == 0, err
    assert "| one unit today, all figures of the page |" in out
    assert "| entry |" in out
    assert bench("figures", *FEWEST, "--keep", kept)[0] == 2, "what was kept is not written over"
    with closing(sqlite3.connect(Path(kept) / "big" / FILE)) as store, store:
        store.execute("UPDATE daily_tally SET s4 = s4 + 1 WHERE (service_day, unit_id) = (SELECT max(service_day), 2 FROM daily_tally)")
    code, out, err = bench("figures", "--rounds", "1", "--from", kept)
    assert code == 1
    assert "the tallies of bench-2 disagree with its entries" in err
    assert "entries in" not in err, "nothing is filled again"


def test_a_page_has_a_target_of_its_own_or_that_of_all(app: Flask) -> None:
    assert pages.TARGETS_MS.keys() <= {rule.rule for rule in app.url_map.iter_rules()}
    taken = [29.0] * 18 + [31.0, 31.0]
    met = {rule: PageTimes(rule, taken).met for rule in ("/panel/", "/panel/units/<unit_code>/today", "/panel/people")}
    assert met == {"/panel/": True, "/panel/units/<unit_code>/today": False, "/panel/people": True}


def test_verify(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept") / "here"
    note = kept.parent / "noted.md"
    assert bench("figures", *FEWEST, "--rounds", "1", "--keep", str(kept))[0] == 0
    code, out, err = bench("verify", "--from", str(kept), "--rounds", "1", "--json", "--note", str(note))
    assert code == 0, err
    run = json.loads(out)
    assert run["holds"]
    assert [(each["target"], each["at_most"]) for each in run["figures"]] == [(100_000, False), (20, True), (1.5, True)]
    big, small, day = (run["runs"][store] for store in ("big", "small", "a day"))
    assert len(big) == len(small) == len(day) == 1
    assert big[0]["entries"] > small[0]["entries"] > 50 < day[0]["entries"]
    for each in (*big, *small, *day):
        assert 0.1 < each["cpu_seconds"] < 60 > each["seconds"] > 0.1
        assert 20 < each["megabytes"] < 1000
    assert "| CPU µs an entry, without start-up |" in note.read_text(encoding="utf-8")

    note.unlink()
    with closing(sqlite3.connect(kept / "big" / FILE)) as store, store:
        store.execute("UPDATE daily_tally SET s4 = s4 + 1 WHERE (service_day, unit_id) = (SELECT max(service_day), 2 FROM daily_tally)")
    code, out, err = bench("verify", "--from", str(kept), "--rounds", "1", "--note", str(note))
    assert code == 1
    assert "a verification was not clean" in err
    assert not note.exists(), "what does not hold is not noted"


def test_figures_need_room(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=2_500_000_000))
    code, out, err = bench("figures")
    assert (code, out) == (2, "")
    assert "10,100,000 entries need 2.6 GB" in err
    assert "2.5 GB free" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("figures", "--small", "99"), "--small must be at least 100"),
        (("figures", "--entries", "99999"), "--entries not below it"),
        (("figures", "--rounds", "0"), "--rounds at least 1"),
        (("start", "--rounds", "0"), "--rounds must be at least 1"),
        (("figures", "--from", "/nonexistent"), "holds no store filled"),
        (("verify", "--from", "/nonexistent"), "holds no store filled"),
        (("verify", "--from", "/nonexistent", "--rounds", "0"), "--rounds must be at least 1"),
        (("taps", "--rounds", "0"), "--rounds must be at least 1"),
        (("taps", "--connections", "0"), "--connections 1 to 500"),
        (("batch", "--seconds", "0"), "--seconds must be above 0"),
        (("taps", "--seconds", "nan"), "--seconds must be above 0"),
        (("slow-disk", "--warm-up", "-1"), "--warm-up not below"),
        (("slow-disk", "--delay-ms", "0"), "--delay-ms must be above 0"),
    ],
)
def test_what_makes_no_sense_is_refused(bench: Bench, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = bench(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "loket.toml").write_text("nonsense = 1")
    with pytest.raises(Refusal, match="unknown setting nonsense"), serving("B", tmp_path, {}):
        pass
    assert running_in(tmp_path) == []


@pytest.mark.parametrize(
    "how", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long), pytest.param(signal.SIGKILL, marks=pytest.mark.long)]
)
def test_stopped_midway_it_ends_its_servers(tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-P", "-c", "import sys; from kiosk.cli import main; sys.exit(main())", "bench", "batch", "--seconds", "60"]
    started = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: len(running_in(tmp_path)) >= 3)  # a master and two workers
        started.send_signal(how)
        assert started.wait(30) == (-signal.SIGKILL if how == signal.SIGKILL else 130)
        wait_until(lambda: running_in(tmp_path) == [])
        # Nobody can clean up after a SIGKILL but the system's own sweep of its temporary folder.
        assert how == signal.SIGKILL or list(tmp_path.iterdir()) == []
    finally:
        started.kill()
        started.wait()


def wait_until(true: Callable[[], bool]) -> None:
    until = monotonic() + 30
    while not true():
        assert monotonic() < until
        sleep(0.05)
