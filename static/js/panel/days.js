// The arrow keys go to the day before and to the day after, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const link = { ArrowLeft: "[data-key=before]", ArrowRight: "[data-key=after]" }[event.key];
  document.querySelector(link ?? "#none")?.click();
});
