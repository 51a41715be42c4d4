// When the unit is open, in its own zone, and how long nobody has touched this tablet.
import { orders } from "./heartbeat.js";
import { now } from "./time.js";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const A_DAY = 24 * 3600 * 1000;
// Where no hours are set, a tablet rests at these.
const NIGHT = { from: "22:00", until: "05:00" };

let touchedAt = -Infinity;

// Milliseconds since the last touch or key; since the page was opened if there was none.
export const untouchedFor = () => performance.now() - Math.max(touchedAt, 0);

export function watchTouches() {
  for (const kind of ["pointerdown", "keydown"])
    document.addEventListener(
      kind,
      () => {
        touchedAt = performance.now();
      },
      { capture: true },
    );
}

// {date: "YYYY-MM-DD", day: 0 (Monday) … 6, time: "HH:MM"} at the counter.
function here(moment) {
  const form = new Intl.DateTimeFormat("en-GB", {
    timeZone: orders.zone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(form.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { date: `${parts.year}-${parts.month}-${parts.day}`, day: WEEKDAYS.indexOf(parts.weekday), time: `${parts.hour}:${parts.minute}` };
}

const spansOf = ({ date, day }) => (orders.holidays?.includes(date) ? [] : (orders.hours?.[day] ?? []));
const hasHours = () => Object.keys(orders.hours ?? {}).length > 0;

export function isOpen(moment = now()) {
  const today = here(moment);
  const { time } = today;
  if (!hasHours()) return time >= NIGHT.until && time < NIGHT.from;
  return spansOf(today).some(([opens, closes]) => time >= opens && time < closes);
}

// When it opens next: {day, time}; undefined where no hours are set, or not within a week.
export function opensNext(moment = now()) {
  const { time } = here(moment);
  for (let ahead = 0; ahead < 8; ahead++) {
    const next = here(+moment + ahead * A_DAY);
    const span = spansOf(next).find(([opens]) => ahead > 0 || opens > time);
    if (span) return { day: next.day, time: span[0] };
  }
}

export const clockHere = (moment = now()) => here(moment).time;
