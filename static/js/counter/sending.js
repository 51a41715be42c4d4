// A tap: kept on this device at once, then the next screen; the courier brings it to the server. Where the browser keeps nothing,
// the tap goes out directly, and the screen stands still until the server's word.
import { form, patience, wait } from "./door.js";
import { wake } from "./courier.js";
import { own } from "./heartbeat.js";
import { keep } from "./outbox.js";
import { showLine } from "./pieces.js";
import { following, screenAt } from "./screens.js";
import { inIso, momentOf, stamp } from "./time.js";

const PATIENCE = 8000; // milliseconds for one try
const PAUSES = [500, 1000, 2000, 4000, 8000];
const SAY_SO_AFTER = 1500;
const SCREEN_FIRST = 250; // the courier begins once the next screen stands: on a slow tablet it takes as long to send as to show

async function take(address, request) {
  const answer = Object.fromEntries(request.body);
  if (!own.practising) {
    const stamped = stamp();
    try {
      await keep({ ...answer, device: form.dataset.device, stamp: stamped }, () => setTimeout(wake, SCREEN_FIRST));
    } catch {
      return sendUntilAnswered(address, { ...request, body: direct(answer, stamped) });
    }
  }
  return screenAt(following(answer.question));
}

const direct = (answer, stamped) => new URLSearchParams({ ...answer, device: form.dataset.device, given_at: inIso(momentOf(stamped)) });

async function sendUntilAnswered(address, request) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(address, { ...request, signal: patience(PATIENCE) });
      if (answer.status < 500) return answer;
    } catch {
      // No network, no server, or no answer in time: all the same to the visitor.
    }
    await wait(PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

export function watchSending() {
  let timer;
  form.addEventListener("submit", (event) => {
    event.submitter?.classList.add("is-pressed");
    event.submitter?.closest(".answers")?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.request.method !== "POST") return;
    ctx.fetch = take;
    // Until it is kept the screen stands still: no thank-you for what is not stored, no next visitor over this one.
    form.dataset.sending = "1";
    timer = setTimeout(() => showLine("sending", true), SAY_SO_AFTER);
  });
  document.addEventListener("loket:screen", () => {
    clearTimeout(timer);
    showLine("sending", false);
    delete form.dataset.sending;
  });
}
