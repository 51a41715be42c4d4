// Answers that the server has not confirmed yet, in the browser's own database: in their order, without expiry, and shown to nobody.
// Beside them the key by which the server knows this tablet: a browser that is killed may lose its cookies of the last half minute.
const NAME = "loket";
// A later version adds to this one and leaves what waits in it alone: an old page's answers are delivered by a new page.
const VERSION = 1;
// A database that does not answer is as good as none: the visitor must not wait for it.
const PATIENCE = 1500;

let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const waiting = request.result.createObjectStore("outbox", { keyPath: "number", autoIncrement: true });
      waiting.createIndex("visit", "visit");
      request.result.createObjectStore("refused", { keyPath: "answer" });
      request.result.createObjectStore("own", { keyPath: "name" });
    };
    request.onsuccess = () => {
      const database = request.result;
      const forget = () => {
        opened = undefined;
      };
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      done(database);
    };
    request.onerror = () => fail(request.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

// One transaction over all stores. Resolves with what `work` returned, once all of it is on the disk. Browsers close a database
// behind our back (memory, a crash of their own store) and tell nobody: then it is opened anew, once.
async function transact(mode, work) {
  const database = await open();
  try {
    return await attempt(database, mode, work);
  } catch (error) {
    if (error?.name !== "InvalidStateError") throw error;
    opened = undefined;
    return attempt(await open(), mode, work);
  }
}

function attempt(database, mode, work) {
  return new Promise((done, fail) => {
    const transaction = database.transaction(["outbox", "refused", "own"], mode, { durability: "strict" });
    let result;
    transaction.oncomplete = () => done(result?.result ?? result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error ?? new Error("the outbox gave up"));
    result = work(...["outbox", "refused", "own"].map((name) => transaction.objectStore(name)));
  });
}

// One that does not answer may never answer again: then the next question opens the database anew.
async function inTime(promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => {
      forget();
      fail(new Error("the outbox does not answer"));
    }, PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

// What is under way in it still ends.
function forget() {
  opened?.then(
    (database) => database.close(),
    () => {},
  );
  opened = undefined;
}

const said = (change) => {
  document.dispatchEvent(new CustomEvent("loket:outbox"));
  return change;
};

// Whether the last attempt to keep something worked; heartbeats and the operator's sheet say so.
export const storage = { works: true };

// Calls `whenKept` once the answer is on the disk, even if that came too late for the visitor and this has thrown: a second way
// to the server does no harm, an answer that nobody fetches does.
export async function keep(answer, whenKept) {
  const kept = transact("readwrite", (outbox) => {
    outbox.add(answer);
  });
  const itIs = () => {
    storage.works = true;
    said();
    whenKept();
  };
  kept.then(itIs, () => {});
  try {
    await inTime(kept);
  } catch (error) {
    storage.works = false;
    throw error;
  }
}

export const first = (most) => transact("readonly", (outbox) => outbox.getAll(null, most));

// Takes out what the server has, and puts aside what it refused, with its reason: nothing is thrown away.
export const settle = (done, refused) =>
  transact("readwrite", (outbox, aside) => {
    for (const { number } of done) outbox.delete(number);
    for (const { reason, ...answer } of refused) {
      outbox.delete(answer.number);
      aside.put({ ...answer, reason });
    }
  }).then(said);

// What was refused is tried once more, e.g. after the operator put right what was wrong.
export const tryRefused = () =>
  transact("readwrite", (outbox, aside) => {
    aside.getAll().onsuccess = (event) => {
      for (const { number: _number, reason: _reason, ...answer } of event.target.result) outbox.add(answer);
      aside.clear();
    };
  }).then(said);

export const holds = async (visit) =>
  storage.works && (await inTime(transact("readonly", (outbox) => outbox.index("visit").count(visit)))) > 0;

export const readKey = () => inTime(transact("readonly", (_outbox, _refused, own) => own.get("key"))).catch(() => undefined);
export const keepKey = (device, key) =>
  transact("readwrite", (_outbox, _refused, own) => {
    own.put({ name: "key", device, key });
  }).catch(() => {});

// How much waits, since when, and what was refused last: for the operator, without any answer.
export async function state() {
  const nothing = { queued: 0, oldest: undefined, refused: 0, reason: "" };
  try {
    const [queued, oldest, refused, last] = await inTime(
      transact("readonly", (outbox, aside) => {
        const found = [outbox.count(), outbox.getAll(null, 1), aside.count(), aside.getAll(null, 1)];
        return {
          get result() {
            return found.map((request) => request.result);
          },
        };
      }),
    );
    return { queued, oldest: oldest[0]?.stamp, refused, reason: last[0]?.reason ?? "" };
  } catch {
    storage.works = false;
    return nothing;
  }
}
