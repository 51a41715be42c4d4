// Screens: all of them come at once and are kept, so that the next one needs no network.
import { DOOR, form, wait } from "./door.js";
import { forgetVolume } from "./listen.js";
import { forgetModes } from "./modes.js";
import { closeDialogs } from "./pieces.js";
import { drawOpening } from "./plan.js";
import { codeAfter } from "./visit.js";

const SHELL = `${DOOR}shell`;
const PAUSES = [1000, 4000, 15000, 60000];
const kept = new Map();
// The start screen is here already; a visit can end on it whatever becomes of the rest.
const drawn = new Map();
let all;

export function keepScreens() {
  const start = document.querySelector("#screen[data-starts]");
  if (start) drawn.set(startAddress(start.querySelector("input[name=question]").value, start.lang), start.outerHTML);
  all = readUntilHere();
}

// The server's list of what belongs to this counter's page, with all that is made for it (kiosk/counter/shell.py). `text`: as it came.
export async function readShell(asking) {
  const answer = await fetch(SHELL, asking);
  if (!answer.ok || answer.redirected) throw new Error(`${SHELL}: ${answer.status}`);
  const text = await answer.text();
  // A server that was put back to before this page's edition gives nothing at once.
  return { given: {}, recordings: [], ...JSON.parse(text), text };
}

// What this page read when it started, once it has come.
export const shellAtStart = () => all;

async function readUntilHere() {
  for (let tries = 0; ; tries++) {
    try {
      const shell = await readShell();
      for (const address of shell.screens) if (shell.given[address]) kept.set(address, shell.given[address].text);
      form.dataset.kept = kept.size;
      return shell;
    } catch {
      // Until then each screen is fetched when it is needed.
    }
    await wait(PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    kept.set(address, await answer.text());
    form.dataset.kept = kept.size;
  } catch {
    // Tried again by who needs it.
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
