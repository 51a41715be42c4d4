// A practice tap on the whole way of a real one: kept, fetched by the courier, judged by the server, taken out of the outbox. Nothing
// is stored. What a tablet needs to deliver ratings is tried by delivering one, not by asking the browser what it knows.
import { form, remember, remembered, wait } from "./door.js";
import { courier, wake } from "./courier.js";
import { newId } from "./ids.js";
import { holds, keep } from "./outbox.js";
import { showLine } from "./pieces.js";
import { stamp } from "./time.js";

const PATIENCE = 20000;
const LOOK_EVERY = 200;
const AGAIN = 60000;

// Undefined: it arrived. Else where it stopped: "kept" (this browser does not keep it), "sent" (the server did not take it), "known"
// (the server does not know this tablet), or "judged", with the server's reason.
export async function rehearse() {
  const { question, score, device, homeLanguage: language } = form.dataset;
  const answer = { answer: newId(), visit: newId(), question, score, language, device, practice: true, stamp: stamp() };
  let told;
  const hear = ({ detail: { stored, refused } }) => {
    const isOurs = (each) => each.answer === answer.answer;
    told ??= stored.find(isOurs) ?? refused.find(isOurs);
  };
  document.addEventListener("loket:settled", hear);
  try {
    await keep(answer, wake);
    return await outcome(answer.visit, () => told);
  } catch {
    return { step: "kept" };
  } finally {
    document.removeEventListener("loket:settled", hear);
  }
}

async function outcome(visit, told) {
  for (const until = performance.now() + PATIENCE; performance.now() < until; await wait(LOOK_EVERY)) {
    if (told()) return told().reason ? { step: "judged", reason: told().reason } : undefined;
    if (courier.unknown) return { step: "known" };
    // Another tab's courier has brought it.
    if (!(await holds(visit))) {
      await wait(LOOK_EVERY);
      if (!told()) return;
    }
  }
  return { step: "sent" };
}

// Once for each device that this tablet is paired as; until it has succeeded a line says so.
export async function watchRehearsal() {
  while (remembered("rehearsed") !== form.dataset.device) {
    const stopped = await rehearse();
    showLine("delivery", Boolean(stopped));
    if (!stopped) remember("rehearsed", form.dataset.device);
    else await wait(AGAIN);
  }
}
