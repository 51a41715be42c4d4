// Lines over any screen: that this tablet can keep nothing (for the operator), and that all of it is practice.
import { own } from "./heartbeat.js";
import { storage } from "./outbox.js";
import { showLine } from "./pieces.js";

export function watchMarks() {
  const look = () => {
    showLine("storage", !storage.works);
    showLine("practice", own.practising);
    document.documentElement.toggleAttribute("data-practising", own.practising);
  };
  for (const event of ["loket:screen", "loket:orders", "loket:outbox", "loket:own"]) document.addEventListener(event, look);
}
