// What should improve: any number of elements, or that there is nothing, never both. A switch of language keeps what was chosen.
import { form } from "./door.js";

let chosen = [];

const boxes = (screen) => [...screen.querySelectorAll("[data-wishes] input")];

export function watchWishes() {
  document.addEventListener("change", ({ target }) => {
    const all = target.closest("[data-wishes]") && boxes(document.getElementById("screen"));
    if (!all) return;
    const nothing = "nothing" in target.dataset;
    if (target.checked) for (const each of all) if ("nothing" in each.dataset !== nothing) each.checked = false;
    chosen = all.filter((each) => each.checked).map((each) => each.name);
  });
  document.addEventListener("loket:screen", ({ detail: { screen } }) => {
    if (!form.dataset.resuming) chosen = [];
    for (const each of boxes(screen)) each.checked = chosen.includes(each.name);
  });
}
