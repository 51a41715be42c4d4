// When nobody answers: a warning with twenty seconds to go on, then the start. The thank-you leaves by itself, when its ring has run.
import { atStart, form } from "./door.js";
import { isPlain } from "./modes.js";
import { openDialog } from "./pieces.js";
import { goStart } from "./screens.js";
import { LASTS } from "./undo.js";

const IDLE = 25000;
const WARNING = 20000;
const THANKS_HELD = 20000;

let timer;
let countdown;
let warning;
let heldSince;

function stopWarning() {
  clearInterval(countdown);
  if (warning?.open) warning.close();
  warning = undefined;
}

function warn() {
  // Another dialog has its own way out, and its own time.
  if (form.dataset.sending || document.querySelector("dialog[open]")) {
    timer = setTimeout(warn, IDLE);
    return;
  }
  const until = performance.now() + WARNING;
  warning = openDialog("idle");
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    warning.querySelector("[data-seconds]").textContent = Math.max(left, 0);
    if (left <= 0) leave();
  };
  warning.querySelector("button").focus();
  tick();
  countdown = setInterval(tick, 250);
}

function leave() {
  stopWarning();
  goStart();
}

function restart() {
  clearTimeout(timer);
  const { screen } = document.getElementById("screen").dataset;
  if (screen === "thanks") timer = setTimeout(leaveThanks, LASTS);
  else if (!atStart()) timer = setTimeout(warn, IDLE);
  // Left on the start screen in another language or another look: quietly back, nothing is lost.
  else if (form.elements.language.value !== form.dataset.homeLanguage || !isPlain()) timer = setTimeout(leaveStart, IDLE);
}

function leaveStart() {
  if (document.querySelector("dialog[open]")) restart();
  else leave();
}

function leaveThanks() {
  // A finger on the screen holds it, for scanning or writing down the code, but not for ever.
  if (heldSince && performance.now() - heldSince < THANKS_HELD) timer = setTimeout(leaveThanks, 250);
  else leave();
}

function hold(held) {
  document.getElementById("screen").toggleAttribute("data-held", held);
}

export function watchIdle() {
  document.addEventListener("loket:screen", () => {
    stopWarning();
    restart();
  });
  document.addEventListener("pointerdown", () => {
    heldSince = performance.now();
    hold(true);
  });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () => {
      heldSince = undefined;
      hold(false);
      restart();
    });
  document.addEventListener("keydown", (event) => {
    if (warning) {
      event.preventDefault();
      stopWarning();
    }
    restart();
  });
  document.addEventListener("click", (event) => {
    if (warning?.contains(event.target)) stopWarning();
    restart();
  });
  // Escape closes no dialog by itself: each has a button that says what happens.
  document.addEventListener("cancel", (event) => event.preventDefault(), { capture: true });
  restart();
}
