// What is kept on the device, as it lies there: sealed. For the page in a frame, and for the tab it goes on in.
const KEY = "cap/";
const DRAFT = "cap/draft/";
const KEYRING = "cap/keyring";
/** What a sealed record begins with (`src/vault/seal.rs`): nothing else goes from one page to another. */
const SEALED = /^\{"format":\d+,"version":\d+,"changed":\d+,"nonce":"/;

/** The database, and the transaction over its one store. */
async function store(mode, act) {
  const database = await new Promise((done, failed) => {
    const opening = indexedDB.open("cap-application", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("records");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  try {
    const transaction = database.transaction("records", mode);
    const finished = new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    const asked = act(transaction.objectStore("records"));
    await finished;
    return asked?.map((request) => request.result);
  } finally {
    database.close();
  }
}

function local() {
  const found = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key?.startsWith(KEY)) found.push([key, localStorage.getItem(key)]);
    }
  } catch {
    // A browser that lets nothing be kept has nothing.
  }
  return found;
}

const version = (text) => Number(/"version":(\d+)/.exec(text)?.[1] ?? 0);

/** The newest of each, and nothing that is not sealed but the keyring that opens them. */
function newest(all) {
  const found = new Map();
  for (const [key, text] of all) {
    const goes = key === KEYRING || (key.startsWith(KEY) && SEALED.test(text));
    if (goes && (!found.has(key) || version(found.get(key)) <= version(text))) found.set(key, text);
  }
  return found;
}

/** Every sealed record of both stores. */
async function stored() {
  const [keys = [], texts = []] = (await store("readonly", (all) => [all.getAllKeys(), all.getAll()]).catch(() => undefined)) ?? [];
  return newest([...keys.map((key, at) => [key, String(texts[at])]), ...local()]);
}

/** Every sealed record, those too that the browser would not store: where the program runs, it knows of them. */
export async function records() {
  const told = await new Promise((give) => {
    const event = Object.assign(new Event("cap-ask-records", { cancelable: true }), { give });
    if (window.dispatchEvent(event)) give([]);
  });
  return [...newest([...(await stored()), ...told])];
}

/** Removes everything from both stores. */
export async function removeAll() {
  for (const [key] of local()) localStorage.removeItem(key);
  await store("readwrite", (all) => void all.clear()).catch(() => undefined);
}

/** How putting records here can end. */
export const carried = { DONE: "carried", REFUSED: "refused" };

/** Puts records where none are, or older ones under the same keyring. What is here under another keyring stays alone. */
export async function put(given) {
  const here = await stored();
  const coming = newest(given);
  const keyring = coming.get(KEYRING);
  const other = here.has(KEYRING) ? here.get(KEYRING) !== keyring : [...here.keys()].some((key) => key.startsWith(DRAFT));
  if (other) return carried.REFUSED;
  const due = [...coming].filter(([key, text]) => !here.has(key) || version(here.get(key)) < version(text));
  await store("readwrite", (all) => due.forEach(([key, text]) => void all.put(text, key)));
  for (const [key, text] of due) localStorage.setItem(key, text);
  return carried.DONE;
}
