// The visit: its id, its plan and its language stand in the form around the screens, never in a screen.
import { form } from "./door.js";
import { newId } from "./ids.js";
import { drawPlan } from "./plan.js";

export function beginVisit() {
  const fields = form.elements;
  const first = document.querySelector("#screen input[name=question]").value;
  fields.plan.value = drawPlan(first).join(" ");
  fields.visit.value = fields.answer.value = fields.assisted.value = "";
  delete form.dataset.answered;
  delete form.dataset.shown;
}

export const codes = () => form.elements.plan.value.split(" ");

export function codeAfter(code) {
  const plan = codes();
  const place = plan.indexOf(code);
  return place < 0 ? undefined : plan[place + 1];
}

// Each tap is an answer of its own: its id is minted when the button is pressed.
export function watchAnswers() {
  form.addEventListener(
    "submit",
    () => {
      // A visit begins with its first tap, not when the start screen appeared.
      if (!form.elements.visit.value) form.elements.visit.value = newId();
      form.elements.answer.value = newId();
      // What was confirmed with a button of its own is added up and stands by itself: it cannot be taken back.
      const screen = document.getElementById("screen");
      if (screen.hasAttribute("data-final")) delete form.dataset.answered;
      else form.dataset.answered = screen.querySelector("input[name=question]").value;
      delete form.dataset.resuming;
    },
    { capture: true },
  );
}
