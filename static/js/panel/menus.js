// An open menu closes when the reader goes elsewhere, and on Escape; a field in it narrows its list to what contains the letters typed.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.querySelector("[data-narrows]")?.addEventListener("input", ({ target }) => {
    const typed = target.value.trim().toLocaleLowerCase();
    for (const item of menu.querySelectorAll("li")) item.hidden = !item.textContent.toLocaleLowerCase().includes(typed);
  });
}
