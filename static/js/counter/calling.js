// Speaking with the server about more than screens: as the device that this page belongs to.
import { DOOR, form, patience } from "./door.js";
import { keepKey, readKey } from "./outbox.js";

// {device, key}: the key that this tablet was given; another device's is of no use here.
let held;

async function key() {
  held ??= (await readKey()) ?? {};
  return held.device === form.dataset.device ? held.key : undefined;
}

export const hasKey = async () => Boolean(await key());

export function holdKey(given) {
  held = { device: form.dataset.device, key: given };
  return keepKey(held.device, held.key);
}

// Posts `body` as JSON below this door; gives the answer whatever its status, and throws when there is none in time.
export async function call(path, body, within) {
  const own = await key();
  return fetch(`${DOOR}${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/plain",
      ...(own && { Authorization: `Bearer ${own}` }),
    },
    body: JSON.stringify(body),
    signal: patience(within),
  });
}
