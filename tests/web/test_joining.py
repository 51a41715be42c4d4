"""Scripts joined into one: every part once, before all that import it, and nothing that a browser would only find out itself."""

import re
from pathlib import Path

import pytest

from kiosk.folders import STATIC
from kiosk.web.assets import JOINED
from kiosk.web.joining import joined

FILES = {
    "main.js": """// Joins.
import far from "../vendor/far.js";
import { tick, told } from "./clock.js";
import {
  show,
  hide,
} from "./screen-parts.js";

// It begins.
show(far(tick()), told);
hide();
""",
    "clock.js": """import { start } from "./start.js";
let ticks = start();
export const told = { at: 1 };
export function tick() {
  // One more.
  ticks += 1;
  return `${ticks}`;
}
""",
    "screen-parts.js": """import { start } from "./start.js";
const hidden = start();
export async function show(one) {
  return one;
}
export const hide = () => hidden;
""",
    "start.js": """export const start = () => 7; // of seven
""",
}
WHOLE = """import far from "../vendor/far.js";
// start.js
const $start = (() => {
const start = () => 7; // of seven
return { start };
})();
// clock.js
const $clock = (() => {
const { start } = $start;
let ticks = start();
const told = { at: 1 };
function tick() {
  ticks += 1;
  return `${ticks}`;
}
return { told, tick };
})();
// screen-parts.js
const $screen_parts = (() => {
const { start } = $start;
const hidden = start();
async function show(one) {
  return one;
}
const hide = () => hidden;
return { show, hide };
})();
const { tick, told } = $clock;
const { show, hide } = $screen_parts;
show(far(tick()), told);
hide();
"""


def written(folder: Path, **changed: str) -> Path:
    for name, text in (FILES | {f"{stem}.js": text for stem, text in changed.items()}).items():
        (folder / name).write_text(text)
    return folder / "main.js"


def test_each_part_stands_once_before_all_that_import_it(tmp_path: Path) -> None:
    assert joined(written(tmp_path)) == WHOLE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import { tick } from "./clock.js";\nexport const start = tick;\n', "main.js imports clock.js imports start.js imports clock.js"),
        ("export let start = 1;\n", "never changes"),
        ("export default start;\n", "never changes"),
        ("const start = 1;\nexport { start };\n", "never changes"),
        ("export const other = 1;\n", "does not export start"),
        ('import * as all from "./other.js";\n', "import"),
        ('import { tick as tock } from "./clock.js";\n', "import"),
        ('import clock from "./clock.js";\n', "by its name"),
        ("export const start = `\n// said\n`;\n", "several lines"),
    ],
)
def test_what_is_not_understood_is_refused_at_the_start(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joined(written(tmp_path, start=text))


@pytest.mark.parametrize("path", JOINED)
def test_ours_hold_every_script_beside_them(path: str) -> None:
    whole = joined(STATIC / path)
    others = {file.name for file in (STATIC / path).parent.glob("*.js")} - {Path(path).name}
    assert others, "there must be something to join"
    assert sorted(re.findall(r"^// ([\w-]+\.js)$", whole, re.MULTILINE)) == sorted(others), "a script that nobody imports is never run"
