// The pieces that this page needs to start without network: kept whole, one edition at a time, renewed when nobody looks.
import { DOOR, atStart, form, remember, remembered } from "./door.js";
import { isOpen, untouchedFor } from "./hours.js";
import { orders } from "./heartbeat.js";
import { keptScreens } from "./screens.js";

const NAME = (edition) => `loket-shell-${edition}`;
const AGAIN = 10 * 60000;
const IDLE = 60000;

let keeping = false;
let failedAt = -Infinity;

// Fetches all pieces of the edition that the server names. The list comes last: a set that has it is whole.
async function keep() {
  const { edition, page, screens, assets } = await read(`${DOOR}shell`);
  const shell = await caches.open(NAME(edition));
  await take(shell, page);
  // This page's own screens have just been fetched; on a slow line that was half of it all.
  const here = edition === form.dataset.edition ? await keptScreens() : new Map();
  for (const address of screens) {
    if (here.has(address)) await shell.put(address, new Response(here.get(address), { headers: { "Content-Type": "text/html" } }));
    else await take(shell, address, { headers: { "HX-Request": "true" } });
  }
  // A file below an edition of the code never changes: the browser's copy is good.
  for (const address of assets) await take(shell, address, address.startsWith("/static/") ? { cache: "default" } : {});
  await take(shell, `${DOOR}shell`);
  return edition;
}

async function read(address) {
  const answer = await fetch(address, { cache: "reload" });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function take(shell, address, asking = {}) {
  const answer = await fetch(address, { cache: "reload", ...asking });
  // A redirected answer is another page than this one; and the worker may not give it out.
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  await shell.put(address, answer);
}

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
    const wanted = orders.edition ?? form.dataset.edition;
    if (!(await has(wanted))) await keep();
    if (form.dataset.edition === wanted) {
      // This page is the newest; what is left of older ones goes.
      for (const name of await others(wanted)) await caches.delete(name);
    } else if (mayChange() && !justRenewed() && (await has(wanted))) {
      remember("renewed", Date.now());
      for (const name of await others(wanted)) await caches.delete(name);
      location.reload();
    }
  } catch {
    failedAt = performance.now();
  }
  keeping = false;
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
  await read(`${DOOR}shell`);
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
