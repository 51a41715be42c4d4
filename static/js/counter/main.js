// The tablet's page: joins the behaviours and says when a screen has changed. Each behaviour is a file of its own.
import { markProgress } from "./progress.js";
import { watchGuard } from "./guard.js";
import { watchIdle } from "./idle.js";
import { watchKeys } from "./keys.js";
import { keepScreens, watchLinks } from "./screens.js";
import { watchSending } from "./sending.js";
import { watchUndo } from "./undo.js";
import { beginVisit, watchAnswers } from "./visit.js";
import { showReceipt } from "./receipt.js";

const form = document.getElementById("visit");

export function screenChanged() {
  const screen = document.getElementById("screen");
  const heading = screen.querySelector("h1");
  document.documentElement.lang = screen.lang;
  document.title = `${heading.textContent} · Suara Loket`;
  heading.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("loket:screen", { detail: { screen } }));
}

// The order matters where two behaviours hear the same tap: the guard is first and can stop it.
watchGuard(form);
watchKeys();
watchLinks(form);
watchAnswers(form);
watchSending(form);
document.addEventListener("loket:screen", (event) => {
  if (event.detail.screen.hasAttribute("data-starts") && !form.dataset.resuming) beginVisit(form);
  markProgress(event.detail.screen, form);
  showReceipt(event.detail.screen, form.elements.visit.value);
});
watchUndo(form);
watchIdle(form);
document.addEventListener("htmx:after:swap", screenChanged);
keepScreens(form);
screenChanged();
