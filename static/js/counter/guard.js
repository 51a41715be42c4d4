// Protects the next question from the last tap: no double tap, no press that began on the screen before.
import { form } from "./door.js";

const QUIET = 500; // milliseconds after a change of screen in which taps are ignored

let shownAt = -Infinity;
let pressedAt = -Infinity;

function early(event) {
  const now = performance.now();
  // A press that began on the screen before does not count on this one, however late the finger is lifted.
  return now - shownAt < QUIET || (pressedAt < shownAt && event.detail !== 0);
}

export function watchGuard() {
  for (const change of ["loket:screen", "loket:awake"])
    document.addEventListener(change, () => {
      shownAt = performance.now();
    });
  document.addEventListener(
    "pointerdown",
    () => {
      pressedAt = performance.now();
    },
    { capture: true },
  );
  for (const kind of ["click", "submit"]) {
    window.addEventListener(
      kind,
      (event) => {
        if (event.target.closest?.("[data-always]")) return;
        const tooEarly = kind === "click" ? early(event) : performance.now() - shownAt < QUIET;
        if (tooEarly || form.dataset.sending) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      },
      { capture: true },
    );
  }
}
