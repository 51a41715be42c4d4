// Dengarkan: the question and its answers, read aloud from a file that the tablet has kept. Louder for this visit only.
const LEVELS = [0.6, 0.8, 1];

let context;
let gain;
let source;
let level = 0;

function stop() {
  source?.stop();
  source = undefined;
  show(false);
}

function show(speaking) {
  const button = document.querySelector("[data-listen]");
  if (!button) return;
  for (const each of button.querySelectorAll("[data-when]")) each.hidden = (each.dataset.when === "speaking") !== speaking;
  const louder = document.querySelector("[data-louder]");
  // Somebody who has reached it by Tab must not lose it under her finger.
  if (speaking || !louder.matches(":focus-visible")) louder.classList.toggle("is-away", !speaking);
}

async function speak(address) {
  // Some browsers close what made no sound for hours.
  if (context?.state === "closed") context = gain = undefined;
  // A browser lets a page sound only after a touch: so it is made at the first one.
  context ??= new AudioContext();
  gain ??= new GainNode(context);
  gain.connect(context.destination);
  gain.gain.value = LEVELS[level];
  await context.resume();
  const answer = await fetch(address);
  const sound = await context.decodeAudioData(await answer.arrayBuffer());
  stop();
  source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(gain);
  const playing = source;
  source.onended = () => {
    if (source === playing) stop();
  };
  source.start();
  show(true);
}

export function forgetVolume() {
  stop();
  level = 0;
}

export function watchListening() {
  document.addEventListener("click", (event) => {
    const listen = event.target.closest("[data-listen]");
    if (listen) {
      if (source) stop();
      else speak(listen.dataset.listen).catch(() => stop());
    } else if (event.target.closest("[data-louder]")) {
      level = (level + 1) % LEVELS.length;
      if (gain) gain.gain.value = LEVELS[level];
    }
  });
  document.addEventListener("loket:screen", stop);
}
