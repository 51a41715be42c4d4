// Brings what waits in the outbox to the server: in order, many at a time, until the server has answered for each.
import { call } from "./calling.js";
import { first, settle, state } from "./outbox.js";
import { heard, inIso, momentOf } from "./time.js";

const MOST = 200; // the server takes 256
const PATIENCE = 30000; // milliseconds: a server that takes ten seconds is slow, not dead
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000, 60000];

// Since when the server has not taken what waits; whether it knows this tablet; for the operator.
export const courier = { failures: 0, deliveredAt: undefined, unknown: false };

let timer;
let running = false;
let called = false;

export function wake() {
  clearTimeout(timer);
  if (running) called = true;
  else round();
}

async function round() {
  running = true;
  called = false;
  try {
    // Only one of two tabs brings everything; navigator.onLine lies, so there is no asking whether there is a network.
    if (navigator.locks) await navigator.locks.request("loket-courier", { ifAvailable: true }, (lock) => lock && bringAll());
    else await bringAll();
    courier.failures = 0;
  } catch {
    courier.failures += 1;
  }
  running = false;
  if (called) return wake();
  // An outbox that does not say what it holds counts as empty in its state: after a failure that is no reason to stop.
  const { queued } = await state();
  if (queued || courier.failures) timer = setTimeout(wake, PAUSES[Math.min(courier.failures, PAUSES.length - 1)]);
}

async function bringAll() {
  let most = MOST;
  for (let waiting = alike(await first(most)); waiting.length; waiting = alike(await first(most))) {
    const refusedWhole = await bring(waiting);
    // A batch that the server will not even read: one by one, so that the bad one fails alone.
    if (refusedWhole) most = 1;
  }
}

// Practice taps go the same way, to an address that judges them as the others and stores nothing; never in one batch with those.
const alike = (waiting) => {
  const other = waiting.findIndex(({ practice }) => practice !== waiting[0].practice);
  return other < 0 ? waiting : waiting.slice(0, other);
};

// True: the batch as such was refused. Throws when the server did not take it now.
async function bring(waiting) {
  const asked = performance.now();
  const answer = await call(waiting[0].practice ? "practice" : "batches", { ratings: waiting.map(asSent) }, PATIENCE);
  courier.unknown = answer.status === 401;
  if (answer.ok) {
    const { results, now, closed } = await answer.json();
    heard(now, asked);
    document.dispatchEvent(new CustomEvent("loket:closed", { detail: closed }));
    await put(waiting, results);
    return false;
  }
  if (courier.unknown || answer.status === 429 || answer.status >= 500 || answer.redirected) throw new Error(`${answer.status}`);
  const reason = (await answer.text()).slice(0, 200);
  if (waiting.length === 1) await finish([], [{ ...waiting[0], reason }]);
  return true;
}

const asSent = ({ number: _number, practice: _practice, stamp, ...answer }) => ({ ...answer, given_at: inIso(momentOf(stamp)) });

async function put(waiting, results) {
  const done = waiting.filter((_, place) => results[place].status === 200);
  const isRefused = ({ status }) => status >= 400 && status < 500;
  const refused = waiting.flatMap((answer, place) => (isRefused(results[place]) ? { ...answer, reason: results[place].reason } : []));
  await finish(done, refused);
  if (done.length) courier.deliveredAt = Date.now();
  // What the store could not take just now stays where it is, and is tried again later with all the rest.
  if (done.length + refused.length < waiting.length) throw new Error("some are not stored yet");
}

async function finish(stored, refused) {
  const isPractice = ({ practice }) => practice;
  await settle(
    [...stored, ...refused.filter(isPractice)],
    refused.filter((answer) => !isPractice(answer)),
  );
  document.dispatchEvent(new CustomEvent("loket:settled", { detail: { stored, refused } }));
}
