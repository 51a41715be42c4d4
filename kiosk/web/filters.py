"""What templates can say: numbers, days, and every thing that kiosk.words has words for. The same functions that Python calls."""

from flask import Flask

from kiosk.words import acts, changes, codes, dates, figures, followups, lists, marks, numbers, periods, results, sign_ins, units, verdicts
from kiosk.words.catalogue import in_text
from kiosk.words.things import say

FILTERS = {
    "act_about": acts.about,
    "act_name": acts.act,
    "awaited": figures.awaited,
    "awaited_answers": figures.awaited_answers,
    "basis": figures.basis,
    "browser": codes.browser,
    "change_words": changes.change,
    "clock_time": dates.clock_time,
    "day": dates.day,
    "day_and_time": dates.day_and_time,
    "day_month": dates.day_month,
    "decimals": numbers.decimals,
    "event_words": results.event,
    "followups_choice": followups.choice,
    "grade": figures.graded,
    "grade_words": figures.grade,
    "horizon": followups.horizon,
    "horizon_at_length": followups.horizon_at_length,
    "in_text": in_text,
    "index_name": figures.index_name,
    "least_answers": figures.least_answers,
    "listed": figures.listed,
    "low_hours": results.low_hours,
    "mark_words": marks.mark,
    "month": dates.month,
    "nearest": numbers.nearest,
    "needs": units.needs,
    "p_value": numbers.p_value,
    "percent": numbers.percent,
    "period_kind": periods.kind,
    "period_title": periods.period,
    "piece_title": periods.piece,
    "plan_words": codes.plan,
    "quarter_name": periods.quarter,
    "role_at_length": codes.role_at_length,
    "role_name": codes.role,
    "rounded": numbers.rounded,
    "row_fault": lists.fault,
    "row_in_vain": lists.in_vain,
    "row_left_out": lists.left_out,
    "rule": figures.rule,
    "say": say,
    "say_behind": results.behind,
    "say_found": verdicts.said,
    "say_result": results.verdict,
    "say_sides": results.side_by_side,
    "say_verdict": verdicts.verdict,
    "sign_in_happened": sign_ins.happened,
    "sign_in_where": sign_ins.where,
    "span": dates.span,
    "status_name": followups.status,
    "threshold": figures.threshold,
    "unbroken": numbers.unbroken,
    "weekday": dates.weekday,
    "weekday_of": dates.weekday_of,
    "whole": numbers.whole,
    "zone_name": dates.zone_name,
}


def teach(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
