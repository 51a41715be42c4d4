// On a phone the pages of a unit are a strip: the open one stands in its middle.
for (const here of document.querySelectorAll(".pages > [aria-current], .bar nav > [aria-current]")) {
  const strip = here.parentElement;
  const [its, all] = [here.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += its.left + its.width / 2 - (all.left + all.width / 2);
}
