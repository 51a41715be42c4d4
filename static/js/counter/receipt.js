// The thank-you: the receipt's code, from the visit's id alone (kiosk/ledger/entry.py: receipt_code does the same), and whether
// the server has the answers yet. "Recorded" is said only after its word.
import { drawCode } from "./code.js";
import { form } from "./door.js";
import { notePractice, own } from "./heartbeat.js";
import { holds } from "./outbox.js";
import { showOnly } from "./pieces.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOK_EVERY = 300;

let timer;
// What the server has said of this visit's answers so far.
let told = {};

export function receiptCode(visit) {
  const folded = [0, 0, 0, 0, 0];
  visit
    .replaceAll("-", "")
    .match(/../g)
    .forEach((hex, place) => {
      folded[place % 5] ^= parseInt(hex, 16);
    });
  const bits = folded.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const code = bits
    .match(/.{5}/g)
    .map((five) => ALPHABET[parseInt(five, 2)])
    .join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export function showReceipt(screen) {
  clearTimeout(timer);
  for (const place of screen.querySelectorAll("[data-code-of]")) drawCode(place, place.dataset.codeOf);
  const place = screen.querySelector("[data-receipt]");
  const visit = form.elements.visit.value;
  if (!place || !visit) return;
  place.textContent = receiptCode(visit);
  // In practice nothing is stored, so there is nothing to look up.
  place.closest(".receipt").hidden = own.practising;
  if (own.practising) notePractice();
  const picture = screen.querySelector("[data-receipt-code]");
  if (picture) drawCode(picture, picture.dataset.receiptCode + receiptCode(visit));
  timer = setTimeout(() => tell(screen, visit), LOOK_EVERY);
}

async function tell(screen, visit) {
  const waits = await holds(visit).catch(() => false);
  const refused = told.visit === visit && told.refused;
  const said = refused ? (told.stored ? "partly" : "refused") : "recorded";
  showOnly(screen, "said", own.practising ? "practice" : waits ? "kept" : said);
  if (!waits && said === "refused") takeThanksBack(screen);
  if (waits && screen.isConnected) timer = setTimeout(() => tell(screen, visit), LOOK_EVERY);
}

// Nobody is thanked for what was not taken, and of what is not stored there is nothing to look up.
function takeThanksBack(screen) {
  const heading = screen.querySelector("[data-refused]");
  heading.textContent = heading.dataset.refused;
  for (const part of ["[data-tick]", ".receipt"]) screen.querySelector(part).hidden = true;
}

export function watchReceipt() {
  document.addEventListener("loket:settled", ({ detail: { stored, refused } }) => {
    const visit = form.elements.visit.value;
    const isOurs = (answer) => answer.visit === visit;
    if (told.visit !== visit) told = { visit };
    told.stored ||= stored.some(isOurs);
    told.refused ||= refused.some(isOurs);
    const screen = document.getElementById("screen");
    if (!screen.querySelector("[data-receipt]")) return;
    clearTimeout(timer);
    tell(screen, visit);
  });
}
