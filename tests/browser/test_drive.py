"""A tablet through a random day: taps, languages, walking away, network cuts, server trouble, browser kills.

At the end every tap that showed its next screen is in the ledger once, in order per visit, and no other – except for a tap at whose very
moment the browser was killed: nobody saw what became of it.
"""

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as BrowserError

from tests.browser.conftest import Site, chromium, wait_until_answerable
from tests.browser.test_offline import kill, wait_until_whole

SECONDS = int(os.environ.get("LOKET_DRIVE_SECONDS", "45"))
SEED = int(os.environ.get("LOKET_DRIVE_SEED", "5"))


class Visitor:
    """Drives one tablet, and notes what it showed as taken."""

    def __init__(self, site: Site, driver: Playwright, profile: Path) -> None:
        self.site, self.driver, self.profile, self.dice = site, driver, profile, random.Random(SEED)
        self.taken: list[tuple[str, str, int]] = []
        self.unseen: list[tuple[str, str, int]] = []
        self.offline = False
        self.context: BrowserContext
        self.page: Page
        self.launch(site.pairing_address())
        wait_until_whole(self.page)

    def launch(self, address: str) -> None:
        self.context = self.driver.chromium.launch_persistent_context(
            self.profile,
            executable_path=chromium(),
            args=["--disable-dev-shm-usage", "--disable-background-networking"],
            viewport={"width": 1280, "height": 800},
            locale="id-ID",
        )
        self.context.set_default_timeout(10_000)
        self.context.set_offline(self.offline)
        self.page = self.context.pages[0]
        self.page.goto(address)
        expect(self.page.locator("#screen")).to_be_visible()

    def state(self) -> tuple[str, str, str]:
        """(visit, screen, question)"""
        found = self.page.evaluate(
            """() => [document.querySelector('#visit [name=visit]').value, document.getElementById('screen').dataset.screen,
                      document.querySelector('#screen input[name=question]')?.value ?? '']"""
        )
        return found[0], found[1], found[2]

    def tap(self) -> None:
        """Answers what is asked, and waits for the next screen."""
        wait_until_answerable(self.page)
        _visit, screen, question = self.state()
        if screen != "question":
            return
        score = self.dice.choice((1, 2, 3, 4))
        for _ in range(10):
            # A visitor who tapped a screen that had only just come taps again.
            self.page.locator(f'.answer[value="{score}"]').click()
            if self.moved_on(question):
                break
        else:
            raise AssertionError(f"{question} does not answer to taps")
        visit, _screen, _question = self.state()
        self.taken.append((visit, question, score))

    def moved_on(self, question: str) -> bool:
        changed = "before => document.querySelector('#screen input[name=question]')?.value !== before"
        try:
            self.page.wait_for_function(changed, arg=question, timeout=1500)
        except BrowserError:
            return False
        return True

    def press(self, action: str) -> None:
        wait_until_answerable(self.page)
        button = self.page.locator(f"[data-go={action}]:not(.is-away)")
        if button.count():
            button.click()

    def speak(self) -> None:
        wait_until_answerable(self.page)
        self.page.locator(f"[data-language={self.dice.choice(('id', 'en'))}]").click()

    def cut(self) -> None:
        self.offline = not self.offline
        self.context.set_offline(self.offline)

    def trouble(self) -> None:
        self.site.trouble.kind = self.dice.choice(("", "503", "reset", "lost", "slow"))

    def pull_the_plug(self) -> None:
        """Sometimes at the very moment of a tap."""
        if self.dice.random() < 0.5:
            visit, screen, question = self.state()
            if screen == "question":
                score = self.dice.choice((1, 2, 3, 4))
                wait_until_answerable(self.page)
                self.page.evaluate("score => { setTimeout(() => document.querySelector(`.answer[value='${score}']`)?.click()); }", score)
                self.unseen.append((visit, question, score))
        kill(self.profile)
        with suppress(BrowserError):
            self.context.close()
        self.launch(f"{self.site.url}/counter/")

    def reload(self) -> None:
        self.page.reload()
        expect(self.page.locator("#screen")).to_be_visible()

    def settle(self) -> None:
        self.site.trouble.kind = ""
        self.site.trouble.ended.set()
        self.offline = False
        self.context.set_offline(False)


WEIGHTS = {"tap": 60, "press": 12, "speak": 6, "cut": 6, "trouble": 6, "reload": 3, "pull_the_plug": 3}


@pytest.fixture
def visitor(site: Site, driver: Playwright, tmp_path: Path) -> Iterator[Visitor]:
    made = Visitor(site, driver, tmp_path / "profile")
    yield made
    with suppress(BrowserError):
        made.context.close()


@pytest.mark.long
def test_every_tap_that_was_shown_as_taken_is_there_once(site: Site, visitor: Visitor) -> None:
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    until = monotonic() + SECONDS
    done: dict[str, int] = dict.fromkeys(names, 0)
    while monotonic() < until:
        name = visitor.dice.choices(names, weights)[0]
        done[name] += 1
        if name == "press":
            visitor.press(visitor.dice.choice(("start", "thanks", "next", "change")))
        else:
            getattr(visitor, name)()
    visitor.settle()
    entries = site.entries(visitor.page)
    print(f"{done}, {len(visitor.taken)} taps taken, {len(visitor.unseen)} unseen, {len(entries)} entries")  # noqa: T201  # what a long run did
    assert all(done.values()), f"everything must have happened for this to mean anything: {done}"
    assert len({e.answer for e in entries}) == len(entries)
    found = [(str(e.visit), e.question, e.score) for e in entries]
    missing = list(visitor.taken)
    strange = []
    for each in found:
        if each in missing:
            missing.remove(each)
        else:
            strange.append(each)
    assert missing == [], "shown as taken, and not there"
    unseen = [(question, score) for _visit, question, score in visitor.unseen]
    for _visit, question, score in strange:
        assert (question, score) in unseen, f"{question}={score} was tapped by nobody"
        unseen.remove((question, score))
    for visit in {visit for visit, _, _ in visitor.taken}:
        tapped = [(question, score) for v, question, score in visitor.taken if v == visit]
        stored = [(question, score) for v, question, score in found if v == visit]
        assert [each for each in stored if each in tapped][: len(tapped)] == tapped, "in order"
