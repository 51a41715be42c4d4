// Teks besar and Kontras: for this visit only. Anybody who comes next finds the tablet as it is for everybody.
const MODES = ["large", "contrast"];
const root = document.documentElement;

export const isPlain = () => MODES.every((mode) => !root.hasAttribute(`data-${mode}`));

function show() {
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.setAttribute("aria-pressed", root.hasAttribute(`data-${button.dataset.mode}`));
  }
}

export function forgetModes() {
  for (const mode of MODES) root.removeAttribute(`data-${mode}`);
  show();
}

export function watchModes() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mode]");
    if (!button) return;
    root.toggleAttribute(`data-${button.dataset.mode}`);
    show();
    document.dispatchEvent(new CustomEvent("loket:mode"));
  });
  document.addEventListener("loket:screen", show);
}
