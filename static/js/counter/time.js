// Two clocks: the device's, which may be wrong, and the server's, as of the last time it spoke. A tap is stamped with what is
// known at that moment, and its time is worked out when it is sent.
import { remember, remembered } from "./door.js";

// Which run of the page: the ticks of different runs cannot be compared.
const run = crypto.getRandomValues(new Uint32Array(1))[0];
// Two readings of the same offset differ by less than this: the way to the server and back, and a clock that drifts.
const SAME = 2000;

// The server's clock against the device's, in milliseconds, and against the ticks of this run; unknown until it spoke.
let offset = remembered("offset");
let last = remembered("heard") ?? 0;
let anchor;

// `after`: when the server spoke last. No tap comes from before, whatever a clock that has lost its battery says.
export const stamp = () => ({ device: Date.now(), offset, run, ticks: performance.now(), after: last });

// The server said `server` while the page waited from `asked` (ticks) until now: half-way is the best guess. Null: it does not know
// itself, and what it said before holds.
export function heard(server, asked) {
  if (server === null) return;
  const now = performance.now();
  const late = (now - asked) / 2;
  anchor = { server: server + late, ticks: now };
  last = server;
  offset = Math.round(server + late - Date.now());
  remember("offset", offset);
  remember("heard", last);
}

export const knownOffset = () => offset;

// When it was, in milliseconds since 1970 by the server's clock, as well as can be known.
export function momentOf(stamped) {
  const present = anchor ? anchor.server + performance.now() - anchor.ticks : Infinity;
  return Math.min(Math.max(byTheClocks(stamped), stamped.after), present);
}

function byTheClocks({ device, offset: then, run: of, ticks }) {
  const steady = then !== undefined && (offset === undefined || Math.abs(offset - then) < SAME);
  if (steady) return device + then;
  // Somebody set the device's clock since, or the server has never spoken before: count back from its last word.
  if (of === run && anchor) return anchor.server - (anchor.ticks - ticks);
  return device + (then ?? offset ?? 0);
}

export const now = () => momentOf(stamp());

export const inIso = (milliseconds) => new Date(milliseconds).toISOString();
