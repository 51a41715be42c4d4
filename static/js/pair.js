// A tablet that is paired already is led back from the pairing page: a minute after the last touch or key.
const QUIET = 60000;
const home = document.querySelector("[data-home]")?.href;
let timer;

function restart() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    location.href = home;
  }, QUIET);
}

if (home) {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, restart);
  restart();
}
