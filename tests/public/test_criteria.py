"""The accessibility statement: every criterion, honest about what was tested, and by tests that there are."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kiosk.public.criteria import criteria
from tests.page import PageClient

TESTS = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parents[1].rglob("test_*.py"))


def test_all_criteria_of_a_and_aa_are_there_in_order() -> None:
    """WCAG 2.2 has 31 of level A and 24 of AA, six of them new; 4.1.1 is no more."""
    found = criteria()
    assert Counter(each.level for each in found) == {"A": 31, "AA": 24}
    assert [each.number for each in found if not each.clause] == ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"]
    places = [tuple(map(int, each.number.split("."))) for each in found]
    assert places == sorted(set(places))


def test_what_is_said_to_be_tested_names_tests_that_there_are() -> None:
    named = {name for each in criteria() for name in each.by if name != "axe"}
    assert len(named) > 15
    assert [name for name in sorted(named) if not re.search(rf"def {name}\b", TESTS)] == []


@pytest.mark.parametrize(("language", "untested"), [("id", "Belum diuji."), ("en", "Not tested yet.")])
def test_the_page_says_each_with_its_state(phone: PageClient, language: str, untested: str) -> None:
    page = phone.get(f"/aksesibilitas?language={language}")
    assert len(page.select(".criteria > li")) == 55
    assert page.text.count(untested) == sum(each.state == "untested" for each in criteria())
    assert "EN 301 549 9.1.1.1" in page.text
    assert not page.select("script")
