// The worker: fetches the program that a request is for, hands it each request, and posts what it answers. Keys have a program of
// their own (src/keys_main.rs), which is small, since a fresh device waits for one before its first question.
// Whatever goes wrong is answered with nothing, not with silence.
// Where this script itself lies: a page of another host has to begin it from an address of its own (embed.js).
const beside = (name) => new URL(name, self.capScript ?? location.href).href;
let ready;

/** A worker has one program, whatever it is asked first. */
function begin(request) {
  const program = request.startsWith('{"derive":') ? "keys" : "later";
  importScripts(beside(`${program}.js`));
  return wasm_bindgen({ module_or_path: beside(`${program}_bg.wasm`) });
}

onmessage = async ({ data }) => {
  try {
    ready ??= begin(data);
    await ready;
    postMessage(wasm_bindgen.perform(data));
  } catch (error) {
    console.error(error);
    postMessage(null);
  }
};
