// Drawing the plan of a visit: the elements that this device has offered least, so that each stays within one of every other.
import { form, remember, remembered } from "./door.js";

const offered = () => remembered("offered") ?? {};

export function noteOffered(code) {
  const counts = offered();
  counts[code] = (counts[code] ?? 0) + 1;
  remember("offered", counts);
}

// Lowest first by how often it was offered here, equals in random order.
const byOffered = (one, other) => one.offered - other.offered || one.lot - other.lot;

function draw(step, counts) {
  const offeredOf = (codes) => codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
  const ranked = step.elements.map((codes) => ({ codes, offered: offeredOf(codes), lot: Math.random() })).sort(byOffered);
  const items = ranked
    .slice(0, step.count)
    .map(({ codes }) => codes.map((code) => ({ code, offered: counts[code] ?? 0, lot: Math.random() })).sort(byOffered)[0].code);
  return step.elements.flat().filter((code) => items.includes(code));
}

// The plan's steps come from the counter's setting (kiosk/instruments/plan.py); `first` stands on the start screen already.
export function drawPlan(first) {
  const counts = offered();
  return JSON.parse(form.dataset.steps).flatMap((step, place) => {
    if (step.count === null) return step.elements.flat();
    const drawn = draw(step, counts);
    return place > 0 || drawn.includes(first) ? drawn : [first, ...drawn.slice(1)];
  });
}

// The question that opens the next visit: where the plan leaves a choice, the one offered least.
export function drawOpening() {
  const [first] = JSON.parse(form.dataset.steps);
  return first.count === null ? first.elements.flat()[0] : draw({ ...first, count: 1 }, offered())[0];
}
