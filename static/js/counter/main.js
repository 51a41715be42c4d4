// The tablet's page: joins the behaviours and says when a screen has changed. Each behaviour is a file of its own.
import { form } from "./door.js";
import { watchCover } from "./cover.js";
import { watchFit } from "./fit.js";
import { watchGuard } from "./guard.js";
import { watchHeart } from "./heartbeat.js";
import { watchHelped } from "./helped.js";
import { watchTouches } from "./hours.js";
import { watchIdle } from "./idle.js";
import { watchKeys } from "./keys.js";
import { watchListening } from "./listen.js";
import { watchLock } from "./lock.js";
import { watchMarks } from "./mark.js";
import { watchModes } from "./modes.js";
import { watchOperator } from "./operator.js";
import { watchPhone } from "./phone.js";
import { markProgress } from "./progress.js";
import { watchRehearsal } from "./rehearsal.js";
import { showReceipt, watchReceipt } from "./receipt.js";
import { keepScreens, watchLinks } from "./screens.js";
import { watchSending } from "./sending.js";
import { watchShell } from "./shell.js";
import { watchUndo } from "./undo.js";
import { beginVisit, watchAnswers } from "./visit.js";
import { watchWishes } from "./wishes.js";

function screenChanged() {
  const screen = document.getElementById("screen");
  const heading = screen.querySelector("h1");
  document.documentElement.lang = screen.lang;
  document.title = `${heading.textContent} · Suara Loket`;
  document.dispatchEvent(new CustomEvent("loket:screen", { detail: { screen } }));
  // Last: to focus, a browser lays the page out, and once is enough.
  heading.focus({ preventScroll: true });
}

// The order matters where two behaviours hear the same tap: the guard is first and can stop it.
watchTouches();
watchGuard();
watchKeys();
watchLinks();
watchAnswers();
watchWishes();
watchSending();
document.addEventListener("loket:screen", ({ detail: { screen } }) => {
  if (screen.hasAttribute("data-starts") && !form.dataset.resuming) beginVisit();
  markProgress(screen);
  showReceipt(screen);
});
watchReceipt();
watchUndo();
watchMarks();
watchModes();
watchFit();
watchListening();
watchHelped();
watchPhone();
watchOperator();
watchIdle();
document.addEventListener("htmx:after:swap", screenChanged);
keepScreens();
screenChanged();
watchCover();
watchLock();
watchHeart();
watchRehearsal();
watchShell();
