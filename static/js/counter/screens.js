// Screens: all of them are fetched once and kept, so that the next one needs no network.
import { drawOpening } from "./plan.js";
import { codeAfter } from "./visit.js";

const kept = new Map();

export async function keepScreens(form) {
  for (const address of JSON.parse(form.dataset.addresses)) {
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (answer.ok) kept.set(address, await answer.text());
    } catch {
      // Not kept: it will be fetched when it is needed.
    }
  }
  form.dataset.kept = kept.size;
}

export const questionAddress = (code, language) => `/counter/questions/${code}?language=${language}`;
export const thanksAddress = (language) => `/counter/thanks?language=${language}`;

export function go(address) {
  return window.htmx.ajax("GET", address, { target: "#screen", swap: "outerHTML" });
}

export function goStart(form) {
  delete form.dataset.resuming;
  const language = form.dataset.homeLanguage;
  form.elements.language.value = language;
  return go(`${questionAddress(drawOpening(form), language)}&starts=1`);
}

// What a button with data-go does; the addresses depend on the plan, which no screen knows.
function destination(button, form) {
  const language = form.elements.language.value;
  const current = document.querySelector("#screen input[name=question]")?.value;
  switch (button.dataset.go) {
    case "next": {
      const next = codeAfter(form, current);
      return next ? questionAddress(next, language) : thanksAddress(language);
    }
    case "thanks":
      return thanksAddress(language);
    case "change":
      return questionAddress(form.dataset.answered, language);
  }
}

export function watchLinks(form) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go], [data-language]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.go === "start") return goStart(form);
    if (button.dataset.language) {
      form.elements.language.value = button.dataset.language;
      // A switch of language is not a new visit, nor a new screen.
      form.dataset.resuming = "1";
      go(button.getAttribute("href"));
    } else {
      go(destination(button, form));
    }
  });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const screen = ctx.request.method === "GET" && kept.get(ctx.request.action);
    if (screen) ctx.fetch = async () => new Response(screen, { headers: { "Content-Type": "text/html" } });
  });
}
