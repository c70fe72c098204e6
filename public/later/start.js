// The worker: fetches the program that a request is for, hands it each request, and posts what it answers. Keys have a program of
// their own (src/keys_main.rs), which is small, since a fresh device waits for one before its first question.
// Whatever goes wrong is answered with nothing, not with silence; whoever asked may begin a second worker then.
// Where this script itself lies: a page of another host has to begin it from an address of its own (embed.js).
const script = self.capScript ?? location.href;
const beside = (name) => new URL(name, script).href;
let ready;

/** What it is told where a request for a key is to be expected: there is nothing to answer yet. */
const AHEAD = "keys";

/** A worker has one program, whatever it is asked first. */
function begin(request) {
  const program = request === AHEAD || request.startsWith('{"derive":') ? "keys" : "later";
  importScripts(beside(`${program}.js`));
  return wasm_bindgen({ module_or_path: beside(`${program}_bg.wasm`) });
}

onmessage = async ({ data }) => {
  try {
    ready ??= begin(data);
    await ready;
    if (data !== AHEAD) postMessage(wasm_bindgen.perform(data));
  } catch (error) {
    // The request itself tries once more, and says so if that fails.
    if (data === AHEAD) return void (ready = undefined);
    // The first worker's fault is nothing to tell while a second may do better (src/browser/later.rs).
    if (script.endsWith("#again")) console.error(error);
    postMessage(null);
  }
};
