// The visit: its id, its plan and its language stand in the form around the screens, never in a screen.
import { form } from "./door.js";
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

export function beginVisit() {
  const fields = form.elements;
  const first = document.querySelector("#screen input[name=question]").value;
  fields.plan.value = drawPlan(first).join(" ");
  fields.visit.value = fields.answer.value = fields.assisted.value = "";
  delete form.dataset.answered;
  delete form.dataset.shown;
}

export const codes = () => form.elements.plan.value.split(" ");

export function codeAfter(code) {
  const plan = codes();
  const place = plan.indexOf(code);
  return place < 0 ? undefined : plan[place + 1];
}

// Each tap is an answer of its own: its id is minted when the button is pressed.
export function watchAnswers() {
  form.addEventListener(
    "submit",
    () => {
      // A visit begins with its first tap, not when the start screen appeared.
      if (!form.elements.visit.value) form.elements.visit.value = newId();
      form.elements.answer.value = newId();
      form.dataset.answered = document.querySelector("#screen input[name=question]").value;
      delete form.dataset.resuming;
    },
    { capture: true },
  );
}
