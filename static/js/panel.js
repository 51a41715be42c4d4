// The panel's small behaviours: keys to other days, printing, and a refresh that rests while nobody looks.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const link = { ArrowLeft: "[data-key=before]", ArrowRight: "[data-key=after]" }[event.key];
  document.querySelector(link ?? "#none")?.click();
});

// On a phone the pages of a unit are a strip: the one that is open stands in its middle.
for (const here of document.querySelectorAll(".pages > [aria-current], .bar nav > [aria-current]")) {
  const strip = here.parentElement;
  const [its, all] = [here.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += its.left + its.width / 2 - (all.left + all.width / 2);
}

// A form that was refused may stand far below: whoever sent it is led to what is wrong with it.
const wrong = document.querySelector("main .error:is([role=alert], [id$=-error])");
document.querySelector("main [aria-invalid=true]")?.focus();
wrong?.scrollIntoView({ block: "center" });

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Who reads is not interrupted: an open table, an open card, a focus set by keyboard. Old browsers do not know the second.
const READING = ["details[open]", ":focus-visible", ...(CSS.supports("selector(:popover-open)") ? [":popover-open"] : [])].join();

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.sourceElement.matches("[data-live]") && (document.hidden || document.querySelector(READING))) event.preventDefault();
});

// A refresh that went wrong leaves the page as it is; whoever was signed out, or whose display was ended, is told so, and a page
// that a newer server refreshes is loaded anew, with its style and scripts.
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  if (!sourceElement.matches("[data-live]")) return;
  const isNewer = response.headers.get("X-Edition") !== document.querySelector("meta[name=edition]").content;
  if (response.status === 200 && !response.raw.redirected && !isNewer) return;
  event.preventDefault();
  if (response.raw.redirected || response.status === 404 || (response.status === 200 && isNewer)) location.reload();
});

// Typing forms: a digit goes on to the next field, Backspace in an empty one goes back.
addEventListener("input", ({ target }) => {
  if (target.matches("[data-digits] input[inputmode=numeric]") && target.value && target.checkValidity()) beside(target, 1)?.select();
});
addEventListener("keydown", (event) => {
  if (event.key === "Backspace" && !event.target.value && event.target.matches("[data-digits] input[inputmode=numeric]")) {
    event.preventDefault();
    beside(event.target, -1)?.select();
  }
});

function beside(field, step) {
  const fields = [...field.form.querySelectorAll("input[inputmode=numeric], textarea, button")];
  const found = fields[fields.indexOf(field) + step];
  found?.focus();
  return found?.select ? found : null;
}

// Two minutes before a sign-in ends for want of anything done, whoever is there is asked. A page that asks for itself is nobody.
// What is done in another tab counts too: the server is asked how long is left before anybody is warned or a page is lost.
const leaving = document.querySelector("dialog.leaving");
if (leaving) {
  const WARN = 120;
  const LONGEST = 24 * 3600;
  let ends;
  let asking = false;
  const lasts = (seconds) => {
    ends = Date.now() + Math.min(Number(seconds), LONGEST) * 1000;
  };
  const left = () => (ends - Date.now()) / 1000;
  const ask = async (method) => {
    const answer = await fetch(leaving.dataset.stay, { method, headers: { "X-CSRFToken": leaving.dataset.token } });
    if (answer.redirected) location.reload();
    else if (answer.ok) lasts(answer.headers.get("X-Seconds-Left"));
    return answer.ok;
  };
  lasts(leaving.dataset.seconds);
  setInterval(async () => {
    if (asking || left() > WARN) return;
    asking = true;
    // Without an answer nothing is reloaded: what was typed would be lost to a bad line.
    const known = await ask("get").catch(() => false);
    asking = false;
    if (left() > WARN) leaving.close();
    else if (left() > 0 && !leaving.open) leaving.showModal();
    else if (left() <= 0 && known) location.reload();
  }, 5000);
  leaving.querySelector("[data-stays]").addEventListener("click", async () => {
    if (await ask("post")) leaving.close();
    else location.reload();
  });
}

// A text to pass on: into the clipboard where the browser lets us, else chosen, to be copied by hand.
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-copy]")) return;
  const field = document.querySelector("[data-copied]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    document.querySelector("[data-copy-done]").hidden = false;
  } catch {
    field.focus();
  }
});
