// What is shown over the screens, in each language: templates/counter/_pieces.html.
import { form } from "./door.js";

export const languages = () => [...document.querySelectorAll(".pieces")].map(({ lang }) => lang);

export const piece = (name, language = form.elements.language.value) =>
  document.querySelector(`.pieces[lang="${language}"] [data-piece="${name}"]`);

// Shows a line in the visitor's language and in no other; or in none.
export function showLine(name, shown) {
  for (const language of languages()) piece(name, language).hidden = !shown || language !== form.elements.language.value;
}

// The one with that value among an element's parts marked data-NAME.
export function showOnly(element, name, value) {
  for (const each of element.querySelectorAll(`[data-${name}]`)) each.hidden = each.getAttribute(`data-${name}`) !== value;
}

export function openDialog(name) {
  const dialog = piece(name);
  dialog.showModal();
  return dialog;
}

export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}
