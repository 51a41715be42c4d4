"""How long somebody who sees these pages for the first time takes, by what she reads, presses and types.

The keystroke-level model (Card, Moran and Newell 1980, "The keystroke-level model for user performance time with interactive
systems", CACM 23:7) counts the hand and the decisions of somebody who knows the way. A newcomer reads too: here every line that
stands in sight where she presses something or leaves a field, once, at the pace of silent reading (Brysbaert 2019, "How many
words do we read per minute?", J. Memory and Language 109: 238 words of prose).

What it leaves out, so that it is no stopwatch: the way to the tablet and its keyboard on the glass, codes that are copied letter
by letter, hesitation, the printer. What it overstates: few people read everything on a screen.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

KEY, POINT, PRESS, HOME, THINK = 0.28, 1.1, 0.2, 0.4, 1.35
"""Seconds: one key of somebody who types now and then; to a target; down and up; hand to the keyboard or back; to decide."""
ANSWER = 0.2
"""Seconds until a page answers, at the 95th percentile (`loket bench pages`)."""
WORDS_A_SECOND = 238 / 60

# On a press: the text in sight. A field counts when it is left.
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
  document.addEventListener('change', (event) => window.typed(event.target.value, inSight()), true);
})()"""


@dataclass
class Newcomer:
    """Counts what is done on the pages she is given, from the next one that each opens."""

    presses: int = 0
    fields: int = 0
    keys: int = 0
    lines: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        page.expose_function("pressed", self.press)
        page.expose_function("typed", self.type)
        page.add_init_script(WATCH)

    def press(self, in_sight: str) -> None:
        self.presses += 1
        self.read(in_sight)

    def type(self, text: str, in_sight: str = "") -> None:
        self.fields += 1
        self.keys += len(text)
        self.read(in_sight)

    def read(self, text: str) -> None:
        self.lines |= {line.strip() for line in text.splitlines()}

    @property
    def words(self) -> int:
        """How many she has read, each line once."""
        return sum(len(re.findall(r"\w+", line)) for line in self.lines)

    @property
    def by_hand(self) -> float:
        """Seconds for somebody who knows the way."""
        into_fields = self.fields * (THINK + POINT + PRESS + 2 * HOME)
        return self.presses * (THINK + POINT + PRESS + ANSWER) + into_fields + self.keys * KEY

    @property
    def reading(self) -> float:
        """Seconds, if she reads all of it."""
        return self.words / WORDS_A_SECOND

    def __str__(self) -> str:
        done = f"{self.presses} presses, {self.keys} keys in {self.fields} fields"
        return f"{self.by_hand:.0f} s by hand ({done}) and {self.reading:.0f} s to read {self.words} words"
