// The example page of clients/typescript in Chromium, against a server that answers nothing but its documents:
// `CHROMIUM=… node page.js path/to/detente`.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pictured, shows, visited } from "./browser.js";
import { Server } from "./server.js";

const client = fileURLToPath(new URL("../../clients/typescript/", import.meta.url));

/** The files of the page, as any server of files has them. */
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };
const files = createServer((request, response) => {
  const name = new URL(request.url, "http://files").pathname.slice(1) || "index.html";
  try {
    const bytes = readFileSync(join(client, "example/dist", name));
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await once(files.listen(0, "127.0.0.1"), "listening");
const page = `http://127.0.0.1:${files.address().port}`;

const manifest = join(client, "src/generated/persisted-documents.json");
const server = new Server(process.argv[2], ["--trusted", manifest, "--trusted-only", "--allow-origin", page]);
await server.start();
const { url } = server;

const id = "release/belarus-2025-12-13";
const UP_TO_DATE = "Up to date";
const AWAY = "The server is away.";

const VISIT = { width: 900, height: 1400, expects: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/ };

/** Holds back what asks to be told as it happens, until `listen()` is called in the page. */
function heldBack() {
  const fetches = window.fetch;
  const held = new Promise((resolve) => (window.listen = resolve));
  window.fetch = async (address, init) => {
    if (new Headers(init?.headers).get("accept") === "text/event-stream") await held;
    return fetches(address, init);
  };
}

/** What the page says of itself, and each number of people that somebody says, at one moment. */
const stands = (tab) =>
  tab.evaluate(() => ({
    live: document.querySelector("#live").textContent,
    counts: [...document.querySelectorAll(".lead, .says")].map((one) => one.textContent).join("; "),
  }));

try {
  const other = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ viewer { name } }" }),
  });
  assert.equal((await other.json()).errors[0].extensions.code, "DOCUMENT_NOT_TRUSTED");

  await visited([page, new URL(url).origin], async (tab) => {
    await tab.goto(`${page}/?server=${encodeURIComponent(url)}&trusted`);
    await shows(tab, "h1", "release of 123 by Belarus");
    await shows(tab, "td", "a smaller group, transported to Lithuania");
    await shows(tab, "h2", "Named (");
    await shows(tab, ".dispute h3", "Valiantsin Stefanovic");
    await shows(tab, ".dispute .says", "seen held on 2025-12-15");
    await shows(tab, ".sources li", "Viasna");
    await shows(tab, "#live", "Up to date");
    await pictured(tab, "page");

    // What is told while the server is away is not missed, though nothing had changed before.
    await server.stop();
    await shows(tab, "#live", AWAY);
    server.tell("gazette", id, "count = 125");
    await server.start();
    await shows(tab, "#live", UP_TO_DATE);
    assert.match((await stands(tab)).counts, /125/);
    await pictured(tab, "page-resumed");

    server.tell("herald", id, `summary = "Told while the page was open."`);
    await shows(tab, "#release", "Told while the page was open.");
    await shows(tab, "#live", "Up to date; it changed at");
    await pictured(tab, "page-live");

    // And again, from the change that came.
    await server.stop();
    await shows(tab, "#live", AWAY);
    server.tell("courier", id, `summary = "Told while the server was away."`);
    await server.start();
    await shows(tab, "#live", UP_TO_DATE);
    await shows(tab, "#release", "Told while the server was away.");

    // What others say of the release stands on its page too.
    await shows(tab, "h2", "Named (9)");
    server.tell("bulletin", "detention/somebody", `release = "${id}"\nperson = "person/ales-bialiatski"`, true);
    await shows(tab, "h2", "Named (10)");

    // It comes back to what it said where nothing changed.
    await server.stop();
    await shows(tab, "#live", AWAY);
    await server.start();
    await shows(tab, "#live", UP_TO_DATE);
  }, VISIT);

  // What is added between its first question and its listening is not missed, and it does not say before that it is up to date.
  await visited([page, new URL(url).origin], async (tab) => {
    await tab.evaluateOnNewDocument(heldBack);
    await tab.goto(`${page}/?server=${encodeURIComponent(url)}&trusted`);
    await shows(tab, "#live", "does not appear yet");
    server.tell("observer", id, "count = 127");
    const before = await stands(tab);
    assert.doesNotMatch(before.counts, /127/);
    assert.doesNotMatch(before.live, /Up to date/);
    await tab.evaluate(() => window.listen());
    await shows(tab, "#live", UP_TO_DATE);
    assert.match((await stands(tab)).counts, /127/);
  }, VISIT);

  // It waits for a server that does not answer yet.
  await server.stop();
  await visited([page, new URL(url).origin], async (tab) => {
    await tab.goto(`${page}/?server=${encodeURIComponent(url)}&trusted`);
    await shows(tab, "#live", "The server does not answer");
    await server.start();
    await shows(tab, "#live", UP_TO_DATE);
    await shows(tab, ".says", "127");
  }, VISIT);
} finally {
  server.end();
  files.close();
}
console.log("the example of clients/typescript in Chromium: shows a release, follows it, misses nothing, says it is up to date when it is");
process.exit(0);
