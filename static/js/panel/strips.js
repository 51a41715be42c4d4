// On a phone the pages of a unit are a strip: the open one stands in its middle.
for (const here of document.querySelectorAll(".strip [aria-current]")) {
  const strip = here.closest(".strip");
  const [its, all] = [here.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += its.left + its.width / 2 - (all.left + all.width / 2);
}
