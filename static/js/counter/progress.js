// Where the visitor is in the plan: one dot a question, the present one drawn long.
import { form } from "./door.js";
import { noteOffered } from "./plan.js";
import { codes } from "./visit.js";

export function markProgress(screen) {
  const question = screen.querySelector("input[name=question]")?.value;
  if (!question) return;
  if (form.dataset.shown !== `${form.elements.visit.value} ${question}`) {
    form.dataset.shown = `${form.elements.visit.value} ${question}`;
    noteOffered(question);
  }
  const dots = screen.querySelector("[data-progress]");
  if (!dots) return;
  const plan = codes();
  const place = plan.indexOf(question);
  dots.replaceChildren(
    ...plan.map((_code, index) => {
      const dot = document.createElement("span");
      dot.className = index === place ? "dot dot--now" : "dot";
      return dot;
    }),
  );
  dots.setAttribute("aria-label", dots.dataset.label.replace("{n}", place + 1).replace("{of}", plan.length));
  dots.classList.toggle("is-away", place < 0 || screen.hasAttribute("data-starts"));
}
