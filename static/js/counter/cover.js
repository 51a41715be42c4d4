// What covers the start screen: the unit is closed and nobody is here, the tablet rests, or what is tapped here would be refused.
import { DOOR, atStart, form } from "./door.js";
import { courier } from "./courier.js";
import { orders, own } from "./heartbeat.js";
import { clockHere, isOpen, opensNext, untouchedFor } from "./hours.js";
import { state } from "./outbox.js";
import { languages, piece } from "./pieces.js";

const LOOK_EVERY = 5000;
const SLEEPY = 60000;
const TO_PAIRING = 60000;

const cover = document.getElementById("cover");

// A visit that has begun is never covered.
function wanted() {
  if (!atStart() || own.practising || document.querySelector("dialog[open]")) return;
  if (courier.unknown) return "unknown";
  // Orders that were given to the device that this tablet was before are not for this one.
  const ours = String(orders.device) === form.dataset.device;
  if (ours && orders.revoked) return "revoked";
  if (ours && orders.closed) return "closed";
  if (own.resting || (ours && orders.pause)) return "paused";
  if (!isOpen() && untouchedFor() > SLEEPY) return "asleep";
}

function look() {
  const kind = wanted();
  if (kind) show(kind);
  else hide();
  if (kind === "unknown" || kind === "revoked") leadToPairing();
}

function show(kind) {
  const said = languages().map((language) => wordsOf(kind, language));
  const clock = document.createElement("p");
  clock.className = "cover__clock";
  clock.textContent = clockHere().replace(":", form.dataset.homeLanguage === "id" ? "." : ":");
  cover.replaceChildren(...(kind === "asleep" ? [clock] : []), ...said);
  cover.dataset.kind = kind;
  cover.hidden = false;
  document.getElementById("screen").inert = true;
}

function wordsOf(kind, language) {
  const words = piece(kind, language).cloneNode(true);
  words.lang = language;
  words.removeAttribute("data-piece");
  const opens = words.querySelector("[data-opens]");
  const next = opens && opensNext();
  if (next) {
    // The 5th of January 1970 was a Monday.
    const day = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(1970, 0, 5 + next.day)));
    opens.textContent = opens.textContent
      .replace("{day}", day)
      .replace("{time}", language === "id" ? next.time.replace(":", ".") : next.time);
    opens.hidden = false;
  }
  const message = words.querySelector("[data-message]");
  if (message) message.textContent = saidBy(kind) ?? "";
  return words;
}

// What somebody wrote for those who stand here.
function saidBy(kind) {
  if (kind === "closed") return orders.closed.reason;
  if (kind === "paused" && !own.resting) return orders.pause.message;
}

function hide() {
  if (cover.hidden) return;
  cover.hidden = true;
  cover.replaceChildren();
  document.getElementById("screen").inert = false;
}

// Where it can be paired anew, once nothing waits that this tablet may still deliver.
let leaving = false;

async function leadToPairing() {
  if (leaving || untouchedFor() < TO_PAIRING) return;
  leaving = true;
  if (courier.unknown || !(await state()).queued) location.href = `${DOOR}pair`;
  leaving = false;
}

export function watchCover() {
  for (const event of ["loket:screen", "loket:orders", "loket:own"]) document.addEventListener(event, look);
  // The touch that wakes the tablet rates nothing: the guard takes the start screen as just shown.
  cover.addEventListener("pointerup", () => {
    if (cover.dataset.kind !== "asleep") return;
    hide();
    document.dispatchEvent(new CustomEvent("loket:awake"));
  });
  document.addEventListener("keydown", look);
  setInterval(look, LOOK_EVERY);
  look();
}
