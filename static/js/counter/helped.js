// "Dibantu": anybody who helps a visitor says so, by holding a finger on the place's name. From then on the visit's answers are marked.
import { form } from "./door.js";
import { openDialog } from "./pieces.js";

const HELD = 800; // milliseconds
const SHOWN_FOR = 20000;

let timer;

function ask() {
  const dialog = openDialog("helped");
  dialog.querySelector("button").focus();
  setTimeout(() => dialog.close(), SHOWN_FOR);
}

function show() {
  for (const mark of document.querySelectorAll("[data-helped]")) mark.classList.toggle("is-away", !form.elements.assisted.value);
}

export function watchHelped() {
  document.addEventListener("pointerdown", (event) => {
    clearTimeout(timer);
    if (event.target.closest("[data-place]")) timer = setTimeout(ask, HELD);
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => clearTimeout(timer));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-help]");
    if (!button) return;
    form.elements.assisted.value = button.dataset.help;
    button.closest("dialog").close();
    show();
  });
  document.addEventListener("loket:screen", show);
}
