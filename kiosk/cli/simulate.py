"""`loket simulate`: what the arithmetic promises, measured on simulated visits whose truth is known."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.findings import DOWN, UP, Kind, simulated
from kiosk.indices import coverage as simulation
from kiosk.indices import half_up
from kiosk.refusals import Refusal
from kiosk.running.streams import say

SAMPLES = 10_000
YEARS, RUNS = 300, 200
YEARS_A_TASK = 20
DAYS_A_RUN = 40
"""Days on which visits by hour and counter are looked at, for each of --runs."""
PLANS_A_RUN = 10
FALLS = (0.7, 0.75, 0.5)
"""To what satisfaction falls on a single day, from 0.9."""
LASTING = (-0.03, -0.05, -0.07, -0.10, 0.05)


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    subjects = parser.add_subparsers(title="subjects", required=True, metavar="SUBJECT")
    coverage = subjects.add_parser("coverage", parents=[common], help="how often 95 %% intervals hold the truth (some minutes)")
    coverage.add_argument("--samples", type=int, default=SAMPLES, metavar="N", help=f"samples a case (default {SAMPLES})")
    coverage.add_argument("--mixed", action="store_true", help="of a unit whose counters have different plans, instead")
    coverage.add_argument("--json", action="store_true", help="print JSON")
    coverage.set_defaults(run=run_coverage)
    findings = subjects.add_parser(
        "findings", parents=[common], help="how often findings are false, and how soon a true change is named (some minutes)"
    )
    findings.add_argument("--years", type=int, default=YEARS, metavar="N", help=f"years without a change, a case (default {YEARS})")
    findings.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"changes of each kind, a case (default {RUNS})")
    findings.add_argument("--json", action="store_true", help="print JSON")
    findings.set_defaults(run=run_findings)

    replay = subjects.add_parser("replay", parents=[common], help="play visits of a table to the product, into a new folder (--data)")
    replay.add_argument("visits", metavar="VISITS", type=Path, help="CSV or XLSX: unit,counter,channel,visit,given_at,question,score")
    replay.add_argument("--served", metavar="FILE", type=Path, help="CSV or XLSX: unit,date,served")
    replay.set_defaults(run=run_replay)


def run_replay(asked: argparse.Namespace) -> int:
    # Only now: what is simulated needs no store.
    from kiosk.cli import replay

    return replay.run(asked)


def run_coverage(asked: argparse.Namespace) -> int:
    """Prints the table of docs/coverage.md, the same figures every time for the same number of samples."""
    if asked.samples < 1:
        raise Refusal("--samples must be at least 1")
    found = []
    cases = list(simulation.cases(simulation.mixed_plans() if asked.mixed else simulation.plans()))
    with ProcessPoolExecutor() as workers:
        for done, each in enumerate(workers.map(partial(simulation.coverage, samples=asked.samples), cases), start=1):
            found.append(each)
            if done % 20 == 0 or done == len(cases):
                say(f"{done} of {len(cases)} cases")
    print(_json(found) if asked.json else _table(found))
    return 0


def run_findings(asked: argparse.Namespace) -> int:
    """Prints the tables of docs/findings.md, the same figures every time for the same numbers."""
    if min(asked.years, asked.runs) < 1:
        raise Refusal("--years and --runs must be at least 1")
    cases = list(simulated.cases())
    with ProcessPoolExecutor() as workers:
        false = {case: Counter[tuple[str, str]]() for case in cases}
        parts = [(case, first) for case in cases for first in range(0, asked.years, YEARS_A_TASK)]
        for done, ((case, _), found) in enumerate(zip(parts, workers.map(partial(_false, asked.years), parts), strict=True), start=1):
            false[case].update(found)
            if done % 20 == 0 or done == len(parts):
                say(f"{done} of {len(parts)} spells of years")
        powers = dict(zip(cases, workers.map(partial(_power, asked.runs), cases), strict=True))
        plans = dict(zip(cases, workers.map(partial(simulated.plans_named, runs=PLANS_A_RUN * asked.runs), cases), strict=True))
        crowded = list(simulated.crowd_cases())
        named = dict(zip(crowded, workers.map(partial(simulated.crowds_named, days=DAYS_A_RUN * asked.runs), crowded), strict=True))
    if asked.json:
        kinds = [_findings_json(case, false[case], asked.years, powers[case]) for case in cases]
        print(json.dumps({"kinds": kinds, "plans": [*_shares_json(plans)], "crowds": [*_shares_json(named)]}, indent=1))
    else:
        print("\n".join([*_false_table(false, asked.years), "", *_power_table(powers), "", *_plan_table(plans), "", *_crowd_table(named)]))
    return 0


def _false(years: int, part: tuple[simulated.Case, int]) -> Counter[tuple[str, str]]:
    case, first = part
    return simulated.false_episodes(case, min(YEARS_A_TASK, years - first), seed=first)


@dataclass(frozen=True, slots=True)
class Power:
    """{to what satisfaction fell on one day: how often it was named}, {by how much it fell or rose for good: days until it was named}"""

    days: Mapping[float, float]
    lasting: Mapping[float, Sequence[int]]


def _power(runs: int, case: simulated.Case) -> Power:
    return Power(
        {to: simulated.named_next_morning(case, to, runs) for to in FALLS},
        {by: simulated.days_until_named(case, by, runs) for by in LASTING},
    )


def _false_table(false: Mapping[simulated.Case, Counter[tuple[str, str]]], years: int) -> Iterator[str]:
    """Markdown: a row a case, a column a kind and direction that occurs, false episodes a year."""
    columns = [
        (kind.value, direction)
        for kind in Kind
        for direction in (DOWN, UP)
        if any((kind.value, direction) in each for each in false.values())
    ]
    names = [f"{kind} {direction}" if (kind, UP) in columns and (kind, DOWN) in columns else kind for kind, direction in columns]
    yield f"| visits a day | phi | {' | '.join(names)} | all |"
    yield f"| ---: | ---: |{' ---: |' * (len(columns) + 1)}"
    for case, found in false.items():
        cells = [f"{found[column] / years:.2f}" for column in columns]
        yield f"| {case.visits} | {case.phi} | {' | '.join(cells)} | {found.total() / years:.2f} |"


def _power_table(powers: Mapping[simulated.Case, Power]) -> Iterator[str]:
    """Markdown: a row a case; single days in per cent of runs; lasting changes as median / nine of ten (per cent within 15 days)."""
    heads = [f"90 → {to:.0%}".replace("%", "") for to in FALLS] + [f"{by * 100:+.0f}" for by in LASTING]
    yield f"| visits a day | phi | {' | '.join(heads)} |"
    yield f"| ---: | ---: |{' ---: |' * len(heads)}"
    for case, power in powers.items():
        days = [f"{power.days[to]:.0%}" for to in FALLS]
        yield f"| {case.visits} | {case.phi} | {' | '.join([*days, *(_lasting(power.lasting[by]) for by in LASTING)])} |"


def _plan_table(plans: Mapping[simulated.Case, simulated.Plans]) -> Iterator[str]:
    """Markdown: a row a case, in per cent of plans."""
    rise = f"{simulated.RISE:+}"
    yield from _shares_table(["any: rose", "any: fell", "the lowest: rose", "the lowest: fell", f"{rise}: rose"], plans)


def _crowd_table(named: Mapping[simulated.Case, simulated.Named]) -> Iterator[str]:
    """Markdown: a row a case, in per cent of days."""
    yield from _shares_table(["names an hour", "names a counter", "names a doubled hour"], named)


def _shares_table(heads: Sequence[str], found: Mapping[simulated.Case, Sequence[float]]) -> Iterator[str]:
    yield f"| visits a day | phi | {' | '.join(heads)} |"
    yield f"| ---: | ---: |{' ---: |' * len(heads)}"
    for case, of in found.items():
        yield f"| {case.visits} | {case.phi} | {' | '.join(f'{share:.1%}' for share in of)} |"


def _lasting(found: Sequence[int]) -> str:
    ends = [f"{n}" if n <= simulated.LONGEST else "–" for n in simulated.median_and_late(found)]
    return f"{' / '.join(ends)} ({sum(n <= simulated.SOON for n in found) / len(found):.0%})"


def _findings_json(case: simulated.Case, false: Counter[tuple[str, str]], years: int, power: Power) -> dict[str, Any]:
    return {
        "visits": case.visits,
        "phi": case.phi,
        "years": years,
        "false_a_year": {f"{kind} {direction}": n / years for (kind, direction), n in sorted(false.items())},
        "named_next_morning": {str(to): share for to, share in power.days.items()},
        "days_until_named": {str(by): simulated.median_and_late(found) for by, found in power.lasting.items()},
    }


def _shares_json(found: Mapping[simulated.Case, simulated.Plans | simulated.Named]) -> Iterator[dict[str, float]]:
    for case, of in found.items():
        yield asdict(case) | of._asdict()


def _json(found: Sequence[simulation.Coverage]) -> str:
    return json.dumps(
        [
            {
                "plan": each.case.plan,
                "skew": each.case.skew,
                "correlation": each.case.correlation,
                "visits": each.case.visits,
                "samples": each.samples,
                "held": each.held,
                "above": each.above,
                "below": each.below,
            }
            for each in found
        ],
        indent=1,
    )


def _table(found: Sequence[simulation.Coverage]) -> str:
    """Markdown: a row per plan, skew and correlation, a column per number of visits, cells in per cent; – where it waits."""
    rows: dict[tuple[str, str, float], dict[int, str]] = {}
    for each in found:
        case = each.case
        rows.setdefault((case.plan, case.skew, case.correlation), {})[case.visits] = f"{half_up(100 * each.share, 1)}"
    lines = [f"| plan | answers | correlation | {' | '.join(f'n = {n}' for n in simulation.VISITS)} |"]
    lines.append("| --- | --- | ---: |" + " ---: |" * len(simulation.VISITS))
    for (plan, skew, correlation), cells in rows.items():
        lines.append(f"| {plan} | {skew} | {correlation} | {' | '.join(cells.get(n, '–') for n in simulation.VISITS)} |")
    return "\n".join(lines)
