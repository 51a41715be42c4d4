// The page's own form, the address of this door, and small things that several behaviours need.
export const form = document.getElementById("visit");
export const DOOR = new URL(".", form.action).pathname;

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Ends a request after so long. AbortSignal.timeout would do it in one word, where it is known: a browser of early 2022 throws at it, and
// with that at every delivery.
export function patience(milliseconds) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

// What a browser keeps for us beyond a restart. A storage that is full or closed costs what is in it, never a rating.
export function remember(key, value) {
  try {
    localStorage.setItem(`loket:${key}`, JSON.stringify(value));
  } catch {
    // Not kept.
  }
}

export function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(`loket:${key}`)) ?? undefined;
  } catch {
    return undefined;
  }
}

export const atStart = () => document.getElementById("screen").hasAttribute("data-starts");
