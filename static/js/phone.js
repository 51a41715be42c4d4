// A visit on a phone without page loads. What cannot be sent stays in the page and is sent when the server answers.
// Without this script the same forms and links work as they are. It stands in the page itself, so it is short.
const A_WHILE = 30000;
const LONGEST = 12000;
let busy = false;
let unsent = false;
let pressed = null;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const note = (shown) => {
  document.querySelector("[data-sending]").hidden = !shown;
};

async function once(address, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), A_WHILE);
  try {
    const answer = await fetch(address, { ...options, signal: stop.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main.phone");
    // Anything but our page (a hotspot's sign-in, a proxy's) is no answer: the tap has not arrived.
    return answer.status < 500 && main && { answer, page, main };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

// The same ids each time: however often it is sent, it is stored once.
async function persist(address, options) {
  const began = performance.now();
  for (let wait = 700; ; wait = Math.min(wait * 1.7, LONGEST)) {
    options.body?.set("waited", Math.round(performance.now() - began));
    const found = await once(address, options);
    if (found) return found;
    note(true);
    await pause(wait);
  }
}

// The same page in the other language: what was typed or chosen in it goes along.
function carry(from, to) {
  for (const old of from.querySelectorAll("textarea, :checked")) {
    const field = [...to.querySelectorAll(`[name="${old.name}"]`)].find((each) => each.type === "textarea" || each.value === old.value);
    if (field) Object.assign(field, { value: old.value, checked: true });
  }
}

async function go(address, options = {}, from = null) {
  if (busy) return;
  busy = true;
  unsent = Boolean(options.body);
  document.querySelector("main").setAttribute("aria-busy", "true");
  const { answer, page, main } = await persist(address, options);
  busy = unsent = false;
  note(false);
  if (from) carry(from, main);
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  // What a form was answered with has no address of its own, unless it led to one.
  if (answer.redirected || !options.method) history.pushState(null, "", answer.url);
  scrollTo(0, 0);
  main.querySelector("h1").focus();
}

addEventListener("click", (event) => {
  pressed = event.target.closest("button");
  const link = event.target.closest("a[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.href, {}, link.closest("nav") && document.querySelector("main"));
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-step]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  const button = event.submitter || pressed;
  if (button?.name) body.set(button.name, button.value);
  if (!busy) button?.classList.add("is-pressed");
  go(form.action, { method: "post", body });
});

// An answer on its way lives in this page: going back waits for it.
addEventListener("popstate", () => {
  if (busy) history.go(1);
  else location.reload();
});

// What was not sent, or is still being written, is lost with the page.
addEventListener("beforeunload", (event) => {
  if (unsent || document.querySelector("textarea")?.value) {
    event.preventDefault();
    event.returnValue = true;
  }
});

// The first page's address begins a new visit each time it is opened; from now on it is this visit's.
const here = document.querySelector("main").dataset.here;
if (here) history.replaceState(null, "", here);
