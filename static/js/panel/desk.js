// Keys of the desk: what has data-key is pressed by that key, a field is entered. Not while somebody types, not with Ctrl and the like, and
// not in the first moment of a page: a key that was meant for the message before must judge none that nobody has read yet.
const UNREAD_FOR = 300;
const OFF = "loket:desk-keys-off";

const since = performance.now();
const keys = document.querySelector("[data-keys-on]");
const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, dialog");

if (keys) {
  keys.checked = !localStorage.getItem(OFF);
  keys.addEventListener("change", () => (keys.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!keys?.checked || performance.now() - since < UNREAD_FOR) return;
  const found = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input")) found.focus();
  else found.click();
});
