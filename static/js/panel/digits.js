// Forms typed digit by digit: a digit goes on to the next field, Backspace in an empty one goes back.
const DIGIT = "[data-digits] input[inputmode=numeric]";

addEventListener("input", ({ target }) => {
  if (target.matches(DIGIT) && target.value && target.checkValidity()) beside(target, 1)?.select();
});

addEventListener("keydown", (event) => {
  if (event.key === "Backspace" && !event.target.value && event.target.matches(DIGIT)) {
    event.preventDefault();
    beside(event.target, -1)?.select();
  }
});

function beside(field, step) {
  const fields = [...field.form.querySelectorAll("input[inputmode=numeric], textarea, button")];
  const found = fields[fields.indexOf(field) + step];
  found?.focus();
  return found?.select ? found : null;
}
