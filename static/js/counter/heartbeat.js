// Every minute the tablet says how it is, and hears what it must know to go on alone: orders, kept beyond a restart.
import { form, remember, remembered } from "./door.js";
import { call, hasKey, holdKey } from "./calling.js";
import { courier, wake } from "./courier.js";
import { state, storage } from "./outbox.js";
import { heard, momentOf } from "./time.js";

const EVERY = 60000;
const AGAIN = 10000; // while the server does not answer
const PATIENCE = 15000;
const MOST_SEALS = 400; // a year and a month of days

// The last orders heard. `device` and `edition` of a page that never heard any are its own. One object for good: who has it sees the next.
export const orders = remembered("orders") ?? {};
// What else is known only here: states that other behaviours switch and that a heartbeat reports.
// `practised`: a practice visit was finished, and the server has not been told yet.
export const own = { resting: remembered("resting") ?? false, practising: false, practised: remembered("practised") ?? false };
export const contact = { at: undefined };

let timer;

export function beat() {
  clearTimeout(timer);
  return speak().then(
    () => {
      timer = setTimeout(beat, EVERY);
    },
    () => {
      timer = setTimeout(beat, AGAIN);
    },
  );
}

async function speak() {
  const { queued, oldest, refused, reason } = await state();
  const asked = performance.now();
  const report = {
    edition: form.dataset.edition,
    sent_at: Date.now(),
    queued,
    oldest_at: oldest ? Math.round(momentOf(oldest)) : null,
    refused,
    reason,
    stores: storage.works,
    ...own,
    seals: seals(),
    wants_key: !(await hasKey()),
  };
  const answer = await call("heartbeats", report, PATIENCE);
  courier.unknown = answer.status === 401;
  if (courier.unknown) obey({});
  if (!answer.ok) throw new Error(`${answer.status}`);
  if (report.practised) notePractised(false);
  const { key, ...said } = await answer.json();
  if (key) await holdKey(key);
  heard(said.now, asked);
  contact.at = Date.now();
  witness(said.seal);
  obey(said);
  if (queued) wake();
}

// Practice stores no rating, so that it was done is told here. It is kept until the server has heard of it.
export function notePractice() {
  notePractised(true);
  beat().catch(() => {});
}

function notePractised(is) {
  own.practised = is;
  remember("practised", is);
}

function obey(said) {
  if (said.device) {
    for (const name of Object.keys(orders)) delete orders[name];
    Object.assign(orders, said);
    remember("orders", said);
  }
  document.dispatchEvent(new CustomEvent("loket:orders"));
}

// A counter that is closed in the register says so with every answer: nobody is asked for what would be refused.
function hearClosed({ detail: closed }) {
  if (String(orders.device) === form.dataset.device) obey({ ...orders, closed });
}

// Seals that this tablet was shown. It reports the newest, and all of them when a page has just started.
let toldAll = false;

function seals() {
  const kept = remembered("seals") ?? [];
  return toldAll ? kept.slice(-1) : kept;
}

function witness(seal) {
  toldAll = true;
  const kept = remembered("seals") ?? [];
  if (seal && kept.at(-1) !== seal) remember("seals", [...kept.filter((each) => each !== seal), seal].slice(-MOST_SEALS));
}

export function watchHeart() {
  document.addEventListener("loket:closed", hearClosed);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) beat();
  });
  window.addEventListener("online", () => {
    wake();
    beat();
  });
  wake();
  beat();
}
