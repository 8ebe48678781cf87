// The package clients/typescript as others import it, against a running server: `node client.js http://127.0.0.1:8080/graphql`.
import assert from "node:assert/strict";
import { Detente, Refused, ReleaseDocument, SearchDocument, follow } from "../../clients/typescript/dist/index.js";

const url = process.argv[2];
const detente = new Detente({ url });
const id = "release/belarus-2025-12-13";

/** What a question is refused with. */
async function refused(asking) {
  const error = await asking.then(() => undefined, (error) => error);
  assert.ok(error instanceof Refused, String(error));
  return error;
}

const { release } = await detente.ask(ReleaseDocument, { id });
assert.equal(release.count.text, "123");
assert.equal((await refused(detente.ask(SearchDocument, { text: "x", first: 1000 }))).code, "BAD_INPUT");
assert.match((await refused(new Detente({ url: "http://127.0.0.1:9/" }).ask(ReleaseDocument, { id }))).message, /does not answer/);
const untrusted = new Detente({ url, trusted: true });
assert.equal((await refused(untrusted.ask(ReleaseDocument, { id }))).code, "PERSISTED_QUERY_NOT_FOUND");

const stranger = new Detente({ url, token: "nobody's" });
assert.equal((await refused(follow(stranger).next())).code, "UNAUTHENTICATED");
assert.equal((await refused(follow(detente, { after: "nowhere" }).next())).code, "BAD_INPUT");

// From the beginning, then on from a cursor, until it is ended.
const told = [];
for await (const change of follow(detente, { nouns: ["RELEASE"], after: "0" })) {
  told.push(change);
  if (told.length === 2) break;
}
const stop = new AbortController();
const again = follow(detente, { nouns: ["RELEASE"], after: told[0].cursor, signal: stop.signal });
assert.deepEqual((await again.next()).value, told[1]);
setTimeout(() => stop.abort(), 200);
assert.equal((await again.next()).done, true);

console.log("clients/typescript: asks, is refused in words, follows, goes on from a cursor, ends when told to");
process.exit(0);
