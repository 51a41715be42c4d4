// A form that was refused may stand far below: the page opens at what is wrong with it.
const wrong = document.querySelector("main .error:is([role=alert], [id$=-error])");
document.querySelector("main [aria-invalid=true]")?.focus();
wrong?.scrollIntoView({ block: "center" });
