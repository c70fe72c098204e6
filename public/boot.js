// Starts the program: fetches what Trunk named in this script's element, and says when it runs.
// A failure is left to the window, where early.js hears of it.
const { glue, program } = document.querySelector("script[data-program]").dataset;
const { default: init } = await import(new URL(glue, document.baseURI));
await init({ module_or_path: new URL(program, document.baseURI) });
window.dispatchEvent(new CustomEvent("cap-started"));
