// A mark for the operator, on any screen: this tablet can keep nothing, and each answer goes out directly.
import { inLanguage } from "./door.js";
import { storage } from "./outbox.js";

export function watchMark() {
  const mark = document.getElementById("mark");
  const look = () => {
    mark.hidden = storage.works;
    inLanguage(mark);
  };
  for (const event of ["loket:screen", "loket:orders", "loket:outbox"]) document.addEventListener(event, look);
}
