// `follow` of clients/typescript, against a server that goes away and comes back: `node follow.js path/to/detente`.
import assert from "node:assert/strict";
import { Detente, ReleaseDocument, follow, patiently } from "../../clients/typescript/dist/index.js";
import { Server } from "./server.js";

const server = new Server(process.argv[2]);
await server.start();
const { url } = server;
const detente = new Detente({ url });
const id = "release/belarus-2025-12-13";
const ids = [id];
const deadline = setTimeout(() => {
  server.end();
  assert.fail("it takes too long");
}, 60_000);

/** A promise, and what keeps it. */
function promised() {
  let keep;
  const promise = new Promise((resolve) => (keep = resolve));
  return { promise, keep };
}

/** Whether a question is the one that listens. */
const listens = (init) => new Headers(init.headers).get("accept") === "text/event-stream";

/** A client whose listening is held back until it is let go. */
function heldBack() {
  const [asked, go] = [promised(), promised()];
  const held = async (address, init) => {
    if (listens(init)) {
      asked.keep();
      await go.promise;
    }
    return fetch(address, init);
  };
  return { held: new Detente({ url, fetch: held }), asked: asked.promise, go: go.keep };
}

const summary = async () => (await detente.ask(ReleaseDocument, { id })).release.summary;

try {
  // What changes while the server is away is told, though nothing had changed before.
  const [here, away] = [promised(), promised()];
  const first = follow(detente, { ids, patience: 50, here: here.keep, away: away.keep });
  let next = first.next();
  await here.promise;
  await server.stop();
  const why = await away.promise;
  assert.ok(why.passes, String(why));
  server.tell("gazette", id, `summary = "Told while the server was away."`);
  await server.start();
  assert.equal((await next).value.revision, 4);
  assert.equal(await summary(), "Told while the server was away.");
  await first.return();

  // Nor is what changes between the first question and listening missed: with `after`, and without.
  const height = await detente.height();
  assert.equal(height, 4);
  const asked = heldBack();
  const since = follow(asked.held, { ids, after: `${height}` });
  next = since.next();
  await asked.asked;
  server.tell("herald", id, `summary = "Told before anybody listened."`);
  asked.go();
  assert.equal((await next).value.revision, 5);
  await since.return();

  const late = heldBack();
  const fromNow = follow(late.held, { ids });
  next = fromNow.next();
  await late.asked;
  server.tell("courier", id, `summary = "And once more."`);
  late.go();
  assert.equal((await next).value.revision, 6);
  await fromNow.return();

  // A server that cannot be reached at first is waited for.
  await server.stop();
  const gone = promised();
  const reached = patiently(() => detente.height(), { patience: 50, away: gone.keep });
  await gone.promise;
  await server.start();
  assert.equal(await reached, 6);

  // One that says nothing any longer, though the connection stays, is asked again.
  let connections = 0;
  const silent = async (address, init) => {
    if (!listens(init)) return fetch(address, init);
    connections += 1;
    if (connections > 1) return fetch(address, init);
    return new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } });
  };
  const noticed = promised();
  const heard = follow(new Detente({ url, fetch: silent }), { ids, patience: 50, silence: 300, away: noticed.keep });
  next = heard.next();
  assert.match((await noticed.promise).message, /does not answer/);
  server.tell("observer", id, `summary = "Told after a silence."`);
  assert.equal((await next).value.revision, 7);
  await heard.return();

  // It ends at once, whatever it is doing, and with however much more to tell.
  const stop = () => new AbortController();
  const soon = (control) => void setTimeout(() => control.abort(), 100);
  async function ends(why, client, control, following, expected = 0) {
    const began = Date.now();
    let count = 0;
    for await (const change of follow(client, { patience: 20_000, ids, ...following, signal: control.signal })) {
      assert.ok(change.cursor);
      count += 1;
      control.abort();
    }
    assert.equal(count, expected, why);
    assert.ok(Date.now() - began < 2000, `${why}: it takes ${Date.now() - began} ms`);
  }
  let control = stop();
  await ends("as it listens", detente, control, { here: () => soon(control) });
  await ends("with more to tell", detente, stop(), { ids: null, after: "0" }, 1);
  const never = (address, init) => (listens(init) ? new Promise(() => soon(control)) : fetch(address, init));
  control = stop();
  await ends("as it connects", new Detente({ url, fetch: never }), control, {});
  control = stop();
  control.abort();
  await ends("before it begins", detente, control, {});
  await server.stop();
  control = stop();
  await ends("as it waits to try again", detente, control, { away: () => soon(control) });
} finally {
  clearTimeout(deadline);
  server.end();
}
console.log("clients/typescript: misses nothing that came before it listened, or while the server was away or silent, and ends at once");
process.exit(0);
