// Keys 1 to 4 press the answers, also on a four-key pad. Tab and Enter work as everywhere. A held key presses once.
export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat) {
      if (event.key === "Enter" || event.key === " ") event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open], #cover:not([hidden])")) return;
    const answer = document.querySelector(`#screen .answer[value="${CSS.escape(event.key)}"]`);
    if (answer) {
      event.preventDefault();
      answer.click();
    }
  });
}
