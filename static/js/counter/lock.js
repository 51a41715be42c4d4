// The page defends itself: the screen stays on, and no gesture or key leads out of it, makes it larger, or brings up a menu.
let awake;

async function stayAwake() {
  if (document.hidden || !("wakeLock" in navigator)) return;
  try {
    awake = await navigator.wakeLock.request("screen");
    awake.addEventListener("release", () => {
      awake = undefined;
    });
  } catch {
    // Refused, e.g. with a low battery: tried again when the page is next seen or touched.
  }
}

// What a keyboard could do besides answering: print, save, search, zoom, go back.
const isWayOut = ({ key, ctrlKey, metaKey, altKey }) =>
  ((ctrlKey || metaKey) && /^([psfgounwt+\-=0]|F4|F5)$/i.test(key)) ||
  (altKey && /^(ArrowLeft|ArrowRight|Home|F4)$/.test(key)) ||
  /^Browser/.test(key);

export function watchLock() {
  stayAwake();
  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("pointerdown", () => {
    if (!awake) stayAwake();
  });
  for (const kind of ["contextmenu", "dragstart", "selectstart", "gesturestart"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
  for (const kind of ["wheel", "touchmove"]) {
    document.addEventListener(
      kind,
      (event) => {
        if (event.ctrlKey || event.touches?.length > 1) event.preventDefault();
      },
      { passive: false },
    );
  }
  document.addEventListener(
    "keydown",
    (event) => {
      if (isWayOut(event)) event.preventDefault();
    },
    { capture: true },
  );
  // Nothing to go back into: a step back ends where it began.
  history.replaceState(null, "", location.href);
  history.pushState(null, "", location.href);
  window.addEventListener("popstate", () => history.pushState(null, "", location.href));
}
