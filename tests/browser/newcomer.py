"""How long somebody takes who sees these pages for the first time, by what she reads, presses and types.

The keystroke-level model (Card, Moran and Newell 1980, "The keystroke-level model for user performance time with interactive
systems", CACM 23:7) counts the hand and the decisions of one who knows the way. A newcomer reads too: here every line that
stands on the screen where she presses something, once, at the pace of silent reading (Brysbaert 2019, "How many words do we
read per minute?", J. Memory and Language 109: 238 words of prose). Not in it: the way to the tablet, and what the printer takes.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

KEY, POINT, PRESS, HOME, THINK = 0.28, 1.1, 0.2, 0.4, 1.35
"""Seconds: one key of an average typist; to a target; down and up; hand to the keyboard or back; to make up one's mind."""
ANSWER = 0.2
"""Seconds until a page answers, at the 95th percentile (`loket bench pages`)."""
WORDS_A_SECOND = 238 / 60

# On a press: the text in sight. A field counts when it is left; a colon between hours and minutes types itself.
WATCH = """(() => {
  const inSight = () => {
    const lines = [];
    const range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      const { top, bottom, width } = range.getBoundingClientRect();
      const visible = texts.currentNode.parentElement.checkVisibility({ visibilityProperty: true });
      if (visible && width > 1 && top < innerHeight && bottom > 0) lines.push(texts.currentNode.data);
    }
    return lines.join('\\n');
  };
  document.addEventListener('click', (event) => event.isTrusted && window.pressed(inSight()), true);
  document.addEventListener('change', (event) => window.typed(event.target.value.replaceAll(':', '')), true);
})()"""


@dataclass
class Newcomer:
    """Counts what is done on the pages she is shown."""

    presses: int = 0
    fields: int = 0
    keys: int = 0
    lines: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """From the next page that it opens."""
        page.expose_function("pressed", self.press)
        page.expose_function("typed", self.type)
        page.add_init_script(WATCH)

    def press(self, in_sight: str) -> None:
        self.presses += 1
        self.lines |= {line.strip() for line in in_sight.splitlines()}

    def type(self, text: str) -> None:
        self.fields += 1
        self.keys += len(text)

    @property
    def words(self) -> int:
        """How many she has read, each line once."""
        return sum(len(re.findall(r"\w+", line)) for line in self.lines)

    @property
    def seconds(self) -> float:
        by_hand = self.presses * (THINK + POINT + PRESS + ANSWER) + self.fields * 2 * HOME + self.keys * KEY
        return by_hand + self.words / WORDS_A_SECOND

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s: {self.words} words read, {self.presses} presses, {self.keys} keys in {self.fields} fields"
