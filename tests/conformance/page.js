// The example page of clients/typescript in Chromium, against a server that answers nothing but its documents:
// `CHROMIUM=… node page.js path/to/detente`.
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pictured, shows, visited } from "./browser.js";

const detente = process.argv[2];
const client = fileURLToPath(new URL("../../clients/typescript/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "detente-page-"));
const database = ["--database", join(folder, "record.db")];

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

/** Starts a server for that page alone; says where it is. */
async function started(address) {
  const manifest = join(client, "src/generated/persisted-documents.json");
  const flags = ["--address", address, "--trusted", manifest, "--trusted-only", "--allow-origin", page];
  const server = spawn(detente, [...database, "serve", ...flags], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  for await (const text of server.stdout) {
    said += text;
    const url = /^Endpoint *(\S+)$/m.exec(said)?.[1];
    if (url) return { server, url };
  }
  throw new Error(`the server did not start: ${said}`);
}

async function stopped(server) {
  server.kill("SIGTERM");
  await once(server, "exit");
}

/** A source that tells of the release what nobody told before. */
function told(name, summary) {
  const dossier = `[dossier]\ntitle = "${name}"\nauthor = "a test"\n
[[source]]\nkey = "S"\nid = "source/${name}"\nread_on = "2026-02-01"\nnew = true\ntitle = "${name}"\n
[[claim]]\nsource = "S"\nsubject = "release/belarus-2025-12-13"\n[claim.states]\nsummary = "${summary}"\n`;
  const file = join(folder, `${name}.toml`);
  writeFileSync(file, dossier);
  execFileSync(detente, [...database, "import", file]);
}

let { server, url } = await started("127.0.0.1:0");
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

    told("herald", "Told while the page was open.");
    await shows(tab, "#release", "Told while the page was open.");
    await shows(tab, "#live", "Changed with revision 4.");
    await pictured(tab, "page-live");

    // What is told while the server is away is not missed.
    await stopped(server);
    await shows(tab, "#live", "The server is away.");
    told("gazette", "Told while the server was away.");
    ({ server } = await started(new URL(url).host));
    await shows(tab, "#live", "Changed with revision 5.");
    await shows(tab, "#release", "gazette");
    await pictured(tab, "page-resumed");
  }, { width: 900, height: 1400, expects: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/ });
} finally {
  server.kill("SIGKILL");
  files.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log("the example of clients/typescript in Chromium: shows a release, follows it, goes on where a stopped server left it");
process.exit(0);
