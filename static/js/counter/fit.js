// Words that are too long for their tiles, in a language or a mode that nobody has tried: one size smaller, and once more if need be.
const SIZES = ["is-tight", "is-tighter"];

const overflows = (answers) =>
  [...answers.children].some((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1);

export function fit() {
  const answers = document.querySelector("#screen .answers");
  if (!answers) return;
  answers.classList.remove(...SIZES);
  for (const size of SIZES) if (overflows(answers)) answers.classList.add(size);
}

export function watchFit() {
  for (const event of ["loket:screen", "loket:mode"]) document.addEventListener(event, fit);
  window.addEventListener("resize", fit);
}
