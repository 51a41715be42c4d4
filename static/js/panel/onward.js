// A form whose work is done step by step presses its own button, once for each page that comes. Without this somebody does.
const form = document.querySelector("[data-goes-on]");
if (form) form.requestSubmit();
