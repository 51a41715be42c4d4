// When nobody answers: a warning with twenty seconds to go on, then the start. The thank-you leaves by itself.
import { form, inLanguage } from "./door.js";
import { goStart } from "./screens.js";

const IDLE = 25000;
const WARNING = 20000;
const THANKS = 5000;
const THANKS_HELD = 20000;

let timer;
let heldSince;

export function watchIdle() {
  const dialog = document.getElementById("idle");
  const seconds = dialog.querySelectorAll("[data-seconds]");
  let countdown;

  function stopWarning() {
    clearInterval(countdown);
    if (dialog.open) dialog.close();
  }

  function warn() {
    if (form.dataset.sending) {
      timer = setTimeout(warn, IDLE);
      return;
    }
    const until = performance.now() + WARNING;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      for (const each of seconds) each.textContent = Math.max(left, 0);
      if (left <= 0) leave();
    };
    inLanguage(dialog);
    dialog.showModal();
    dialog.querySelector("div:not([hidden]) button").focus();
    tick();
    countdown = setInterval(tick, 250);
  }

  function leave() {
    stopWarning();
    goStart();
  }

  function restart() {
    clearTimeout(timer);
    const screen = document.getElementById("screen");
    const starts = screen.hasAttribute("data-starts");
    if (screen.dataset.screen === "thanks") timer = setTimeout(leaveThanks, THANKS);
    else if (!starts) timer = setTimeout(warn, IDLE);
    // Left on the start screen in another language: quietly back, nothing is lost.
    else if (form.elements.language.value !== form.dataset.homeLanguage) timer = setTimeout(leave, IDLE);
  }

  function leaveThanks() {
    // A finger on the screen holds it, for scanning or writing down the code, but not for ever.
    if (heldSince && performance.now() - heldSince < THANKS_HELD) timer = setTimeout(leaveThanks, 250);
    else leave();
  }

  document.addEventListener("loket:screen", () => { stopWarning(); restart(); });
  document.addEventListener("pointerdown", () => { heldSince = performance.now(); hold(true); });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { heldSince = undefined; hold(false); restart(); });
  document.addEventListener("keydown", (event) => {
    if (dialog.open) {
      event.preventDefault();
      stopWarning();
    }
    restart();
  });
  dialog.addEventListener("click", () => { stopWarning(); restart(); });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  restart();
}

function hold(held) {
  document.getElementById("screen").toggleAttribute("data-held", held);
}

