// When the unit is open, in its own zone, and how long nobody has touched this tablet.
import { orders } from "./heartbeat.js";
import { now } from "./time.js";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
// Where no hours are set, a tablet rests at these.
const NIGHT = { from: "22:00", until: "05:00" };

let touchedAt = -Infinity;

// Milliseconds since the last touch or key; since the page was opened if there was none.
export const untouchedFor = () => performance.now() - Math.max(touchedAt, 0);

export function watchTouches() {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { touchedAt = performance.now(); }, { capture: true });
}

// {day: 0 (Monday) … 6, time: "HH:MM"} at the counter.
function here(moment) {
  const form = new Intl.DateTimeFormat("en-GB", { timeZone: orders.zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = Object.fromEntries(form.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: WEEKDAYS.indexOf(parts.weekday), time: `${parts.hour}:${parts.minute}` };
}

const spansOf = (day) => orders.hours?.[day] ?? [];
const hasHours = () => Object.keys(orders.hours ?? {}).length > 0;

export function isOpen(moment = now()) {
  const { day, time } = here(moment);
  if (!hasHours()) return time >= NIGHT.until && time < NIGHT.from;
  return spansOf(day).some(([opens, closes]) => time >= opens && time < closes);
}

// When it opens next: {day, time}; undefined where no hours are set.
export function opensNext(moment = now()) {
  const { day, time } = here(moment);
  for (let ahead = 0; ahead < 8; ahead++) {
    const next = (day + ahead) % 7;
    const span = spansOf(next).find(([opens]) => ahead > 0 || opens > time);
    if (span) return { day: next, time: span[0] };
  }
}

export const clockHere = (moment = now()) => here(moment).time;
