// Ubah: for some seconds after an answer (--undo in tokens.css, as long as its ring runs) it can be changed.
// The new tap is a new answer; the last one counts.
import { form } from "./door.js";

const { documentElement } = document;
export const LASTS = Number.parseFloat(getComputedStyle(documentElement).getPropertyValue("--undo")) * 1000;

let timer;

export function watchUndo() {
  document.addEventListener("loket:screen", (event) => {
    clearTimeout(timer);
    const button = event.detail.screen.querySelector("[data-go=change]");
    if (!button) return;
    const current = event.detail.screen.querySelector("input[name=question]")?.value;
    const justAnswered = form.dataset.answered && form.dataset.answered !== current && form.dataset.fresh;
    button.classList.toggle("is-away", !justAnswered);
    button.inert = !justAnswered;
    delete form.dataset.fresh;
    if (justAnswered) timer = setTimeout(() => putAway(button), LASTS);
  });
  form.addEventListener("submit", () => {
    form.dataset.fresh = "1";
  });
}

function putAway(button) {
  // Somebody who has just reached it by Tab must not lose it under her finger.
  if (button.matches(":focus-visible")) {
    button.addEventListener("blur", () => putAway(button), { once: true });
    return;
  }
  button.classList.add("is-away");
  button.inert = true;
}
