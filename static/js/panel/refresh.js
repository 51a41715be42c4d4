// A page that refreshes itself rests while nobody looks, and while somebody reads closely: an open table, an open card, a focus set by
// keyboard. Old browsers do not know :popover-open.
const READING = ["details[open]", ":focus-visible", ...(CSS.supports("selector(:popover-open)") ? [":popover-open"] : [])].join();

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.sourceElement.matches("[data-live]") && (document.hidden || document.querySelector(READING))) event.preventDefault();
});

// A refresh that went wrong leaves the page as it is. It is loaded anew when the sign-in or the display has ended, so that this is said,
// and when a newer server answers, for its style and scripts.
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  if (!sourceElement.matches("[data-live]")) return;
  const isNewer = response.headers.get("X-Edition") !== document.querySelector("meta[name=edition]").content;
  if (response.status === 200 && !response.raw.redirected && !isNewer) return;
  event.preventDefault();
  if (response.raw.redirected || response.status === 404 || (response.status === 200 && isNewer)) location.reload();
});
