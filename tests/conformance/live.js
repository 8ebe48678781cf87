// The clients of `graphql-ws` and `graphql-sse` against a running server, and what is closed with which code:
// `node live.js http://127.0.0.1:8080/graphql`.
import assert from "node:assert/strict";
import { createClient as socketClient } from "graphql-ws";
import { createClient as eventsClient } from "graphql-sse";
import WebSocket from "ws";

const url = process.argv[2];
const socketUrl = url.replace(/^http/, "ws");

/** The first `count` answers of a subscription. */
async function first(client, query, count) {
  const told = [];
  for await (const answer of client.iterate({ query })) {
    told.push(answer);
    if (told.length === count) break;
  }
  return told;
}

const numbers = (told) => told.map((answer) => answer.data.revisionAdded.number);
const QUERY = "subscription { revisionAdded(after: 0) { number hash } }";

const clients = {
  "graphql-ws": socketClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 }),
  "graphql-sse": eventsClient({ url, retryAttempts: 0 }),
};
for (const [name, client] of Object.entries(clients)) {
  assert.deepEqual(numbers(await first(client, QUERY, 2)), [1, 2], name);
  const one = await first(client, "{ revisions(first: 1) { nodes { number } } }", 1);
  assert.equal(one[0].data.revisions.nodes[0].number, 1, name);
  let refused;
  try {
    const [answer] = await first(client, "subscription { nothing }", 1);
    refused = answer.errors;
  } catch (errors) {
    refused = errors;
  }
  assert.equal(refused?.[0]?.extensions?.code, "INVALID_DOCUMENT", name);
  client.dispose?.();
}

/** With which code a connection is closed that says these messages, each once the one before was answered by nothing or something. */
const closed = (messages, ...protocols) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, protocols);
    socket.on("open", () => messages.forEach((message) => socket.send(typeof message === "string" ? message : JSON.stringify(message))));
    socket.on("close", (code) => resolve(code));
    socket.on("error", reject);
    setTimeout(() => reject(new Error(`not closed after ${JSON.stringify(messages)}`)), 8000).unref();
  });

const init = { type: "connection_init" };
const subscribe = { id: "a", type: "subscribe", payload: { query: QUERY } };
const codes = [
  [4400, ["nonsense"]],
  [4400, [init, { type: "nothing" }]],
  [4401, [subscribe]],
  [4403, [{ type: "connection_init", payload: { Authorization: "Bearer nobody" } }]],
  [4408, []],
  [4409, [init, { ...subscribe, payload: { query: "subscription { revisionAdded { number } }" } }, subscribe]],
  [4429, [init, init]],
];
for (const [code, messages] of codes) assert.equal(await closed(messages, "graphql-transport-ws"), code, JSON.stringify(messages));
assert.equal(await closed([]), 4406);
console.log(`graphql-ws, graphql-sse: both clients are answered, ${codes.length + 1} of ${codes.length + 1} connections are closed with their code`);
process.exit(0);
