// A text to pass on: into the clipboard where the browser lets us, else selected, to be copied by hand.
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-copy]")) return;
  const field = document.querySelector("[data-copied]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    document.querySelector("[data-copy-done]").hidden = false;
  } catch {
    field.focus();
  }
});
