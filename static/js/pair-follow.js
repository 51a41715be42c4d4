// A link that holds a pairing code: the form sends itself as soon as the page is really seen. A browser that only looks ahead
// (a preview, a prerendered page, a tab behind) uses no code up.
const form = document.querySelector("main form");

function send() {
  if (document.visibilityState !== "visible" || document.prerendering) return;
  document.removeEventListener("visibilitychange", send);
  document.removeEventListener("prerenderingchange", send);
  form.requestSubmit();
}

document.addEventListener("visibilitychange", send);
document.addEventListener("prerenderingchange", send);
send();
