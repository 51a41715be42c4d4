// The visit: its id, its plan and its language stand in the form around the screens, never in a screen.
import { drawPlan } from "./plan.js";

// UUIDv7 (RFC 9562, 5.7): milliseconds first, so that the ledger's index grows at one end. crypto.randomUUID needs HTTPS.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let milliseconds = Date.now();
  for (let place = 5; place >= 0; place--) {
    bytes[place] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// 2026-11-22T14:03:07.512+07:00: the device's time with its own offset.
export function timestamp(moment = new Date()) {
  const minutes = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + minutes * 60000).toISOString().slice(0, -1);
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

export function beginVisit(form) {
  const fields = form.elements;
  const first = document.querySelector("#screen input[name=question]").value;
  fields.plan.value = drawPlan(form, first).join(" ");
  fields.visit.value = "";
  delete form.dataset.answered;
}

export const codes = (form) => form.elements.plan.value.split(" ");

export function codeAfter(form, code) {
  const plan = codes(form);
  const place = plan.indexOf(code);
  return place < 0 ? undefined : plan[place + 1];
}

// Each tap is an answer of its own: its id and its moment are minted when the button is pressed.
export function watchAnswers(form) {
  form.addEventListener("submit", () => {
    // A visit begins with its first tap, not when the start screen appeared.
    if (!form.elements.visit.value) form.elements.visit.value = newId();
    form.elements.answer.value = newId();
    form.elements.given_at.value = timestamp();
    form.dataset.answered = document.querySelector("#screen input[name=question]").value;
    delete form.dataset.resuming;
  }, { capture: true });
}
