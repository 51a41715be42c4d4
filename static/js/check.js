// The check page: tries each thing that a tablet must be able to do, here and now, and says which it cannot.
const lineOf = (name) => document.querySelector(`[data-check=${name}]`);

// `why`: which of a line's reasons is shown, where it has several.
const tell = (name, good, why = "") => {
  const line = lineOf(name);
  line.querySelector("[data-waiting]").hidden = true;
  line.querySelector("[data-good]").hidden = !good;
  line.querySelector("[data-bad]").hidden = good;
  for (const each of line.querySelectorAll("[data-why]")) each.hidden = good || each.dataset.why !== why;
};

// Writes a row as the outbox does, reads it back, and takes the trial database away again.
function storageWorks() {
  return new Promise((done) => {
    const request = indexedDB.open("loket-trial", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("trial");
    request.onerror = () => done(false);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction("trial", "readwrite", { durability: "strict" });
      transaction.objectStore("trial").put("x".repeat(100000), 1);
      transaction.oncomplete = () => {
        database.close();
        indexedDB.deleteDatabase("loket-trial");
        done(true);
      };
      transaction.onabort = () => {
        database.close();
        done(false);
      };
    };
    setTimeout(() => done(false), 5000);
  }).catch(() => false);
}

async function worksAlone() {
  if (!("caches" in window)) return false;
  const shells = (await caches.keys()).filter((name) => name.startsWith("loket-shell-"));
  const kept = await Promise.all(shells.map(async (name) => (await caches.open(name)).match(new URL("shell", location.href))));
  return kept.some(Boolean) && Boolean(navigator.serviceWorker?.controller);
}

async function staysAwake() {
  try {
    const lock = await navigator.wakeLock.request("screen");
    await lock.release();
    return true;
  } catch {
    return false;
  }
}

const CHECKS = {
  secure: () => window.isSecureContext,
  worker: worksAlone,
  storage: storageWorks,
  kept: async () => Boolean(await navigator.storage?.persisted?.()) || Boolean(await navigator.storage?.persist?.()),
  wake: staysAwake,
  touch: () => navigator.maxTouchPoints > 0,
};

for (const [name, check] of Object.entries(CHECKS)) {
  Promise.resolve()
    .then(check)
    .then(
      (good) => tell(name, Boolean(good)),
      () => tell(name, false),
    );
}

// One rating's whole way, by the scripts that deliver ratings. They are asked for here, so that a browser that cannot even read them
// is told so by this page.
import("./counter/rehearsal.js")
  .then(({ rehearse }) => rehearse())
  .then(
    (stopped) => {
      lineOf("delivery").querySelector("[data-reason]").textContent = stopped?.reason ?? "";
      tell("delivery", !stopped, stopped?.step);
    },
    () => tell("delivery", false, "script"),
  );

// A face is at least 180 px of a 1280 px wide screen (css/counter.css); what that is in millimetres only a ruler knows.
const FACE = 11.25;
const ruler = document.querySelector("[data-ruler]");
let tenCentimetres = Number(localStorage.getItem("loket:ten-cm")) || 378;

function measure() {
  ruler.style.inlineSize = `${tenCentimetres}px`;
  const rem =
    innerWidth > innerHeight ? Math.min(0.0125 * innerWidth, 0.02 * innerHeight) : Math.min(0.02 * innerWidth, 0.0125 * innerHeight);
  const millimetres = Math.floor((FACE * rem) / (tenCentimetres / 100));
  const said = document.querySelector("[data-faces]");
  said.textContent = said.dataset[millimetres >= 30 ? "good" : "bad"].replace("{mm}", millimetres);
}

document.addEventListener("click", (event) => {
  const by = event.target.closest("[data-ruler-by]");
  if (by) {
    tenCentimetres = Math.min(Math.max(tenCentimetres + 20 * Number(by.dataset.rulerBy), 150), 1200);
    localStorage.setItem("loket:ten-cm", tenCentimetres);
    measure();
  }
  const sound = event.target.closest("[data-sound]");
  if (sound) new Audio(sound.dataset.sound).play();
});
measure();
