// The tablet's service worker: gives the page and its pieces from what the page has kept (counter/shell.js), so that a browser
// that starts without network shows the first screen. It decides nothing and holds nothing itself.
const DOOR = new URL("./", self.location).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The oldest whole set. A newer one is taken when the page has thrown this one away: never under a finger.
async function kept(request, options) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("loket-shell-")) continue;
    const shell = await caches.open(name);
    if (await shell.match(`${DOOR}shell`)) return shell.match(request, options);
  }
}

async function piece(request) {
  // While a new set is being fetched, the old one must not answer for it.
  if (request.cache === "reload") return fetch(request);
  return (await kept(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(request) {
  const { pathname } = new URL(request.url);
  const home = () => kept(DOOR, { ignoreVary: true });
  if (pathname === DOOR) return (await home()) ?? fetch(request);
  try {
    const answer = await fetch(request);
    // Paired anew: the screens kept are another counter's.
    if (pathname.startsWith(`${DOOR}pair`) && answer.type === "opaqueredirect") await forget();
    return answer;
  } catch (error) {
    const start = await home();
    if (start) return start;
    throw error;
  }
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("loket-shell-")) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" && request.mode !== "navigate") return;
  if (new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : piece(request));
});
