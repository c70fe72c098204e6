// The worker: fetches the second program, hands it each request, and posts what it answers.
// A request may come before the program is there; whatever goes wrong is answered with nothing, not with silence.
// Where this script itself lies: a page of another host has to begin it from an address of its own (embed.js).
const beside = (name) => new URL(name, self.capScript ?? location.href).href;
importScripts(beside("later.js"));
const ready = wasm_bindgen({ module_or_path: beside("later_bg.wasm") });
onmessage = async ({ data }) => {
  try {
    await ready;
    postMessage(wasm_bindgen.perform(data));
  } catch (error) {
    console.error(error);
    postMessage(null);
  }
};
