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
  showOnly(screen, "said", own.practising ? "practice" : waits ? "kept" : "recorded");
  if (waits && screen.isConnected) timer = setTimeout(() => tell(screen, visit), LOOK_EVERY);
}
