"""`loket simulate`: what the arithmetic promises, measured on simulated visits whose truth is known."""

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from kiosk.indices import coverage as simulation
from kiosk.indices import half_up
from kiosk.refusals import Refusal
from kiosk.running.streams import say

SAMPLES = 10_000


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    subjects = parser.add_subparsers(title="subjects", required=True, metavar="SUBJECT")
    coverage = subjects.add_parser("coverage", parents=[common], help="how often 95 %% intervals hold the truth (some minutes)")
    coverage.add_argument("--samples", type=int, default=SAMPLES, metavar="N", help=f"samples a case (default {SAMPLES})")
    coverage.add_argument("--mixed", action="store_true", help="of a unit whose counters have different plans, instead")
    coverage.add_argument("--json", action="store_true", help="print JSON")
    coverage.set_defaults(run=run_coverage)


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
