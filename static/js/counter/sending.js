// Sending a tap: pressed at once, sent until the server answers. The same answer sent again is stored once, so trying is safe.
const PATIENCE = 8000; // milliseconds for one try
const PAUSES = [500, 1000, 2000, 4000, 8000];
const SAY_SO_AFTER = 1500;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function sendUntilAnswered(address, request) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status < 500) return answer;
    } catch {
      // No network, no server, or no answer in time: all the same to the visitor.
    }
    await wait(PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

export function watchSending(form) {
  const notice = document.getElementById("sending");
  let timer;
  form.addEventListener("submit", (event) => {
    event.submitter?.classList.add("is-pressed");
    event.submitter?.closest(".answers")?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.request.method !== "POST") return;
    ctx.fetch = sendUntilAnswered;
    // Until the server's word the screen stands still: no thank-you for what is not stored, no next visitor over this one.
    form.dataset.sending = "1";
    timer = setTimeout(() => {
      for (const each of notice.querySelectorAll("[lang]")) each.hidden = each.lang !== form.elements.language.value;
      notice.hidden = false;
    }, SAY_SO_AFTER);
  });
  document.addEventListener("loket:screen", () => {
    clearTimeout(timer);
    notice.hidden = true;
    delete form.dataset.sending;
  });
}
