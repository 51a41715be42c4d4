// Screens: all of them are fetched once and kept, so that the next one needs no network.
import { DOOR, form, wait } from "./door.js";
import { forgetVolume } from "./listen.js";
import { forgetModes } from "./modes.js";
import { closeDialogs } from "./pieces.js";
import { drawOpening } from "./plan.js";
import { codeAfter } from "./visit.js";

const AT_ONCE = 6;
const kept = new Map();
// The start screen is here already; a visit can end on it whatever becomes of the rest.
const drawn = new Map();
let all = Promise.resolve();

export function keepScreens() {
  const start = document.querySelector("#screen[data-starts]");
  if (start) drawn.set(startAddress(start.querySelector("input[name=question]").value, start.lang), start.outerHTML);
  all = fetchAll(JSON.parse(form.dataset.addresses));
}

// {address: screen} as the server sent them, once it was asked for each.
export async function keptScreens() {
  await all;
  return kept;
}

async function fetchAll(addresses) {
  for (let from = 0; from < addresses.length; from += AT_ONCE) await Promise.all(addresses.slice(from, from + AT_ONCE).map(fetched));
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    kept.set(address, await answer.text());
    form.dataset.kept = kept.size;
  } catch {
    // Not kept: it will be fetched when it is needed.
  }
}

// The screen's answer as htmx wants it. One that is not kept is fetched until it comes: there is nothing else to show.
export async function screenAt(address) {
  while (!kept.has(address) && !drawn.has(address)) {
    await fetched(address);
    if (!kept.has(address)) await wait(1000);
  }
  return new Response(kept.get(address) ?? drawn.get(address), { headers: { "Content-Type": "text/html" } });
}

const questionAddress = (code, language) => `${DOOR}questions/${code}?language=${language}`;
const startAddress = (code, language) => `${questionAddress(code, language)}&starts=1`;
const thanksAddress = (language) => `${DOOR}thanks?language=${language}`;

const isScreen = (address) => address.startsWith(`${DOOR}questions/`) || address.startsWith(`${DOOR}thanks`);

// The screen that follows a question in this visit's plan.
export function following(question) {
  const language = form.elements.language.value;
  const next = codeAfter(question);
  return next ? questionAddress(next, language) : thanksAddress(language);
}

export function go(address) {
  return window.htmx.ajax("GET", address, { target: "#screen", swap: "outerHTML" });
}

// The end of a visit, however it ended: nothing of this visitor stays.
export function goStart() {
  delete form.dataset.resuming;
  closeDialogs();
  forgetModes();
  forgetVolume();
  const language = form.dataset.homeLanguage;
  form.elements.language.value = language;
  return go(startAddress(drawOpening(), language));
}

// What a button with data-go does; the addresses depend on the plan, which no screen knows.
function destination(button) {
  const current = document.querySelector("#screen input[name=question]")?.value;
  switch (button.dataset.go) {
    case "next":
      return following(current);
    case "thanks":
      return thanksAddress(form.elements.language.value);
    case "change":
      return questionAddress(form.dataset.answered, form.elements.language.value);
  }
}

export function watchLinks() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go], [data-language]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.go === "start") return goStart();
    if (button.dataset.language) {
      form.elements.language.value = button.dataset.language;
      // A switch of language is not a new visit, nor a new screen.
      form.dataset.resuming = "1";
      go(button.getAttribute("href"));
    } else {
      go(destination(button));
    }
  });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.request.method === "GET" && isScreen(ctx.request.action)) ctx.fetch = () => screenAt(ctx.request.action);
  });
}
