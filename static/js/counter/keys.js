// Keys 1 to 4 press the answers, also on a four-key pad; where several may be chosen, 1 to 9 and 0 choose them.
// Tab and Enter work as everywhere. A held key presses once.
export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat) {
      if (event.key === "Enter" || event.key === " ") event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open], #cover:not([hidden])")) return;
    const key = CSS.escape(event.key);
    const answer = document.querySelector(`#screen .answer[value="${key}"], #screen [data-key="${key}"]`);
    if (answer) {
      event.preventDefault();
      answer.click();
    }
  });
}
