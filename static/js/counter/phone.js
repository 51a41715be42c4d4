// "Jawab di HP saja": this visit goes on where it stopped, on the phone that scans the code. One phone, for ten minutes.
import { call } from "./calling.js";
import { DOOR, form, patience, wait } from "./door.js";
import { openDialog, showOnly } from "./pieces.js";
import { goStart } from "./screens.js";

const PATIENCE = 5000;
const ASK_EVERY = 2000;
// Nobody has scanned it: the next visitor must not find this one's code. It stays good for somebody who photographed it.
const SHOWN_FOR = 60000;
const SAID_FOR = 4000;
const AWAY_FOR = 15000;

let shown;

async function handOver() {
  const { visit, plan, language } = form.elements;
  const question = document.querySelector("#screen input[name=question]").value;
  const dialog = openDialog("phone");
  showOnly(dialog, "step", "none");
  try {
    const answer = await call("handoffs", { visit: visit.value, plan: plan.value, language: language.value, question }, PATIENCE);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { code } = await answer.json();
    dialog.querySelector("[data-code]").src = `${DOOR}handoffs/${code}.svg`;
    showOnly(dialog, "step", "code");
    shown = code;
    await watchCode(dialog, code);
  } catch {
    if (!dialog.open) return;
    showOnly(dialog, "step", "away");
    setTimeout(() => dialog.close(), AWAY_FOR);
  }
}

async function watchCode(dialog, code) {
  for (const until = performance.now() + SHOWN_FOR; shown === code && performance.now() < until; ) {
    await wait(ASK_EVERY);
    const answer = await fetch(`${DOOR}handoffs/${code}`, { signal: patience(PATIENCE) }).catch(() => undefined);
    if (shown !== code) return;
    if (answer?.ok && (await answer.json()).opened) {
      showOnly(dialog, "step", "taken");
      await wait(SAID_FOR);
      break;
    }
  }
  if (shown === code) {
    close();
    goStart();
  }
}

function close() {
  shown = undefined;
  const dialog = document.querySelector("dialog[open][data-piece=phone]");
  dialog?.querySelector("[data-code]").removeAttribute("src");
  dialog?.close();
}

export function watchPhone() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-phone]")) handOver();
    if (!event.target.closest("[data-back]")) return;
    // Back to the tablet: the code is of no use any more.
    if (shown) call(`handoffs/${shown}/withdrawal`, {}, PATIENCE).catch(() => {});
    close();
  });
}
