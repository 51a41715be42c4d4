// The pieces that this page needs to start without network: kept whole, one edition at a time, renewed when nobody looks.
import { DOOR, atStart, form, remember, remembered } from "./door.js";
import { isOpen, untouchedFor } from "./hours.js";
import { orders } from "./heartbeat.js";
import { readShell, shellAtStart } from "./screens.js";

const NAME = (edition) => `loket-shell-${edition}`;
const AGAIN = 10 * 60000;
const IDLE = 60000;
// Its address names what is in it: the browser's copy is good.
const FILE = { cache: "default" };

let keeping = false;
let heardIn;
let failedAt = -Infinity;

// Keeps all pieces of the newest edition. The list comes last: a set that has it is whole, but for what is only heard.
async function keep(wanted) {
  // What this page has just read is half of it all; but another edition may have come before that.
  let shell = wanted === form.dataset.edition ? await shellAtStart() : undefined;
  if (shell?.edition !== wanted) shell = await readShell({ cache: "reload" });
  const { edition, page, screens, assets, recordings, given, text } = shell;
  const set = await caches.open(NAME(edition));
  await take(set, page, { mark: `data-edition="${edition}"` });
  for (const [address, piece] of Object.entries(given)) await put(set, address, piece);
  for (const address of screens) if (!given[address]) await take(set, address, { headers: { "HX-Request": "true" } });
  const files = assets.filter((address) => !given[address] && !recordings.includes(address));
  for (const address of files) await take(set, address, FILE);
  await put(set, `${DOOR}shell`, { type: "application/json", text });
}

// What is heard is seven times as much as all the rest. It comes after that, and one by one: a line that breaks loses one of them.
async function keepRecordings(edition) {
  if (heardIn === edition) return;
  const set = await caches.open(NAME(edition));
  const { recordings = [] } = await (await set.match(`${DOOR}shell`)).json();
  for (const address of recordings) if (!(await set.match(address))) await take(set, address, FILE);
  heardIn = edition;
}

// `mark`: what must stand in the answer.
async function take(set, address, { mark, ...asking }) {
  const answer = await fetch(address, { cache: "reload", ...asking });
  // A redirected answer is another page than this one; and the worker may not give it out.
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  if (mark && !(await answer.clone().text()).includes(mark)) throw new Error(`${address}: of another edition`);
  await set.put(address, answer);
}

const put = (set, address, { type, text }) => set.put(address, new Response(text, { headers: { "Content-Type": type } }));

const has = async (edition) => (await caches.has(NAME(edition))) && !!(await (await caches.open(NAME(edition))).match(`${DOOR}shell`));

async function others(edition) {
  return (await caches.keys()).filter((name) => name.startsWith("loket-shell-") && name !== NAME(edition));
}

async function renew() {
  if (keeping || performance.now() - failedAt < AGAIN) return;
  keeping = true;
  try {
    // Again each time: browsers drop a registration when they run short of space. Where it is forbidden the check page says so.
    await navigator.serviceWorker.register(`${DOOR}worker.js`, { scope: DOOR });
    await lookForNewer(orders.edition ?? form.dataset.edition);
  } catch {
    failedAt = performance.now();
  }
  keeping = false;
}

async function lookForNewer(wanted) {
  if (!(await has(wanted))) await keep(wanted);
  // The server has changed again meanwhile: its next heartbeat says so.
  if (!(await has(wanted))) return;
  if (form.dataset.edition === wanted) {
    // This page is the newest; what is left of older ones goes.
    for (const name of await others(wanted)) await caches.delete(name);
    // Somebody has just paired this tablet and tries it: her taps go first.
    if (performance.now() > IDLE) await keepRecordings(wanted);
    return;
  }
  await keepRecordings(wanted);
  if (!mayChange() || justRenewed()) return;
  remember("renewed", Date.now());
  for (const name of await others(wanted)) await caches.delete(name);
  location.reload();
}

// Never under a finger. By day only before anybody touched the page, or when this tablet now stands elsewhere.
function mayChange() {
  const touched = untouchedFor() < performance.now() - 1;
  const moved = orders.counter !== form.dataset.counter || String(orders.device) !== form.dataset.device;
  return atStart() && !document.querySelector("dialog[open]") && (!touched || (untouchedFor() > IDLE && (moved || !isOpen())));
}

// Two servers of different versions behind one address must not make a tablet reload for ever.
function justRenewed() {
  const passed = Date.now() - (remembered("renewed") ?? 0);
  return passed >= 0 && passed < AGAIN;
}

// At the operator's word: now.
export async function renewNow() {
  // Without the server there is nothing newer, and what is here is all there is.
  await readShell({ cache: "reload" });
  if (!("caches" in window)) return location.reload();
  for (const name of await caches.keys()) if (name.startsWith("loket-shell-")) await caches.delete(name);
  location.reload();
}

export function watchShell() {
  // Service workers, and what they give out, exist on secure origins only.
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  navigator.storage?.persist?.();
  document.addEventListener("loket:orders", renew);
  setInterval(renew, IDLE);
  renew();
}
