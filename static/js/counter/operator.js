// The operator's sheet: three taps in the top left corner (or the key 0 three times) and a PIN. It shows how the tablet is, and never
// a rating.
import { atStart, form, remember, remembered } from "./door.js";
import { courier, wake } from "./courier.js";
import { beat, contact, orders, own } from "./heartbeat.js";
import { state, storage, tryRefused } from "./outbox.js";
import { openDialog, showOnly } from "./pieces.js";
import { renewNow } from "./shell.js";
import { knownOffset } from "./time.js";

const TAPS = 3;
const WITHIN = 2000; // milliseconds
const CORNER = 0.12; // of the shorter side
const LENGTH = 6;
const FREE_TRIES = 5;
const FIRST_WAIT = 30; // seconds; doubled with every further mistake
const OPEN_FOR = 120000;

let taps = [];
let typed = "";
let timer;

function counted() {
  taps = [...taps.filter((at) => performance.now() - at < WITHIN), performance.now()];
  if (taps.length < TAPS || document.querySelector("dialog[open]")) return;
  taps = [];
  open();
}

// On the start screen only: elsewhere a visitor is in the midst of something.
function inCorner({ clientX, clientY, isTrusted }) {
  if (!atStart() || !isTrusted) return false;
  const reach = Math.max(88, CORNER * Math.min(innerWidth, innerHeight));
  return clientX < reach && clientY < reach;
}

function open() {
  const sheet = openDialog("operator");
  typed = "";
  showOnly(sheet, "step", "pin");
  showDots(sheet);
  say(sheet, !window.crypto?.subtle ? "insecure" : !orders.pin ? "none" : waitLeft() ? "wait" : undefined);
  closeLater(sheet);
}

function closeLater(sheet) {
  clearTimeout(timer);
  timer = setTimeout(() => sheet.close(), OPEN_FOR);
}

function say(sheet, why) {
  sheet.querySelector("[data-why]").hidden = Boolean(why);
  showOnly(sheet, "why-not", why ?? "");
  const line = sheet.querySelector("[data-why-not=wait]");
  line.dataset.text ??= line.textContent;
  line.textContent = line.dataset.text.replace("{seconds}", waitLeft());
}

function showDots(sheet) {
  sheet.querySelector("[data-dots]").textContent = "●".repeat(typed.length) + "○".repeat(LENGTH - typed.length);
}

// Wrong tries are remembered beyond a restart: {wrong: how many, at: when the last was, by this device's clock}.
function waitLeft() {
  const { wrong = 0, at = 0 } = remembered("pin-tries") ?? {};
  if (wrong < FREE_TRIES) return 0;
  const passed = (Date.now() - at) / 1000;
  const length = FIRST_WAIT * 2 ** Math.min(wrong - FREE_TRIES, 8);
  // A clock that was set back must not shut the sheet for ever.
  return passed < 0 ? 0 : Math.max(0, Math.ceil(length - passed));
}

async function isRight(pin) {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const { salt, hash, rounds } = orders.pin;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const made = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds }, key, 256);
  return [...new Uint8Array(made)].every((byte, place) => byte === bytes(hash)[place]);
}

async function digit(sheet, value) {
  closeLater(sheet);
  if (!orders.pin || !window.crypto?.subtle) return;
  if (waitLeft()) return say(sheet, "wait");
  typed = value === "back" ? typed.slice(0, -1) : (typed + value).slice(0, LENGTH);
  showDots(sheet);
  say(sheet);
  if (typed.length < LENGTH) return;
  const pin = typed;
  typed = "";
  if (await isRight(pin)) {
    remember("pin-tries", {});
    showOnly(sheet, "step", "state");
    return facts(sheet);
  }
  remember("pin-tries", { wrong: (remembered("pin-tries")?.wrong ?? 0) + 1, at: Date.now() });
  showDots(sheet);
  say(sheet, waitLeft() ? "wait" : "wrong");
}

async function facts(sheet) {
  const { queued, refused, reason } = await state();
  const put = (name, text) => {
    sheet.querySelector(`[data-fact=${name}]`).textContent = text;
  };
  const told = (name, key) => sheet.querySelector(`[data-fact=${name}]`).dataset[key];
  const seconds = Math.round((knownOffset() ?? 0) / 1000);
  put("device", `${orders.name || form.dataset.device} · ${form.dataset.counter}`);
  put("queued", queued);
  put("contact", contact.at ? new Date(contact.at).toLocaleTimeString(sheet.closest("[lang]").lang) : told("contact", "never"));
  put("refused", refused ? `${refused}: ${reason}` : "0");
  put("storage", told("storage", storage.works ? "yes" : "no"));
  put("clock", `${seconds > 0 ? "−" : "+"}${Math.abs(seconds)} s`);
  put("edition", form.dataset.edition + (orders.edition === form.dataset.edition ? "" : " *"));
  for (const [action, on, name] of [
    ["rest", own.resting, "resting"],
    ["practise", own.practising, "practising"],
  ]) {
    showOnly(sheet.querySelector(`[data-do=${action}]`), "when", on ? name : "working");
  }
}

const DO = {
  send: async () => {
    courier.failures = 0;
    wake();
    await beat().catch(() => {});
  },
  retry: async () => {
    await tryRefused();
    wake();
  },
  rest: () => change("resting", true),
  // What it changes lies behind the sheet.
  practise: (sheet) => {
    change("practising", false);
    sheet.close();
  },
  renew: () => renewNow().catch(() => {}),
};

function change(name, lasting) {
  own[name] = !own[name];
  // Practice ends with a restart, so that nobody finds a tablet that stores nothing and does not know it.
  if (lasting) remember(name, own[name]);
  document.dispatchEvent(new CustomEvent("loket:own"));
  beat().catch(() => {});
}

export function watchOperator() {
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (inCorner(event)) counted();
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    const sheet = document.querySelector("dialog[open][data-piece=operator]");
    if (sheet && /^([0-9]|Backspace)$/.test(event.key)) digit(sheet, event.key === "Backspace" ? "back" : event.key);
    else if (event.key === "0" && !event.repeat && atStart()) counted();
  });
  document.addEventListener("click", async (event) => {
    const sheet = event.target.closest("[data-piece=operator]");
    if (!sheet) return;
    closeLater(sheet);
    const button = event.target.closest("[data-digit], [data-do], [data-close]");
    if (button?.dataset.digit) digit(sheet, button.dataset.digit);
    if (button?.dataset.do) {
      await DO[button.dataset.do](sheet);
      facts(sheet);
    }
    if (button && "close" in button.dataset) sheet.close();
  });
}
