// The Playground in Chromium, with no network but its server: `CHROMIUM=… node playground.js http://127.0.0.1:8080/graphql`.
import assert from "node:assert/strict";
import { pictured, shows, visited } from "./browser.js";

const { origin } = new URL(process.argv[2]);
const EDITOR = ".graphiql-query-editor .CodeMirror";
const ANSWER = ".result-window";
const TABS = ".graphiql-tab-button";

/** What the editor holds; CodeMirror shows only a part of a long text. */
const text = (page) => page.$eval(EDITOR, (editor) => editor.CodeMirror.getValue());
const write = (page, query) => page.$eval(EDITOR, (editor, query) => editor.CodeMirror.setValue(query), query);
const tabs = (page) => page.$$eval(TABS, (tabs) => tabs.map((tab) => tab.innerText.trim()));
const run = (page) => page.click(".graphiql-execute-button");

await visited([origin], async (page) => {
  await page.goto(origin, { waitUntil: "networkidle0" });
  await shows(page, TABS, "StartHere");
  await pictured(page, "playground");

  await run(page);
  await shows(page, ANSWER, "Belarus");
  await pictured(page, "playground-answer");

  // A new tab: names are completed from the schema.
  await page.click(".graphiql-tab-add");
  await page.waitForFunction((tabs) => document.querySelectorAll(tabs).length === 8, {}, TABS);
  await write(page, "{ ");
  await page.focus(`${EDITOR} textarea`);
  await page.$eval(EDITOR, (editor) => editor.CodeMirror.setCursor(0, 2));
  await page.keyboard.type("senten");
  await page.keyboard.press("Escape");
  await write(page, "{ rel }");
  await page.$eval(EDITOR, (editor) => editor.CodeMirror.setCursor(0, 5));
  await page.keyboard.down("Control");
  await page.keyboard.press("Space");
  await page.keyboard.up("Control");
  await shows(page, ".CodeMirror-hints", "releases");
  await pictured(page, "playground-completes");
  await page.keyboard.press("Escape");

  // What is misspelt is marked before it is asked.
  await write(page, "{ relases { totalCount } }");
  await page.waitForSelector(`${EDITOR} .CodeMirror-lint-mark-error`);

  // The book tells what a type means.
  await page.click('button[aria-label="Show Documentation Explorer"]');
  await shows(page, ".graphiql-doc-explorer", "Query");
  await page.evaluate(() => [...document.querySelectorAll(".graphiql-doc-explorer a")].find((link) => link.innerText === "Query").click());
  await shows(page, ".graphiql-doc-explorer", "releases");
  await pictured(page, "playground-docs");

  // A subscription is told until it is stopped.
  await write(page, "subscription Every { revisionAdded(after: 0) { number hash } }");
  await run(page);
  await shows(page, ANSWER, '"number": ');
  await page.waitForSelector('.graphiql-execute-button[aria-label^="Stop"]');
  await pictured(page, "playground-subscription");
  await run(page);
  await page.waitForSelector('.graphiql-execute-button[aria-label^="Execute"]');

  // What is refused is told where answers are.
  await write(page, "subscription Wrong { revisionAdded(after: -1) { number } }");
  await run(page);
  await shows(page, ANSWER, "errors");

  const before = await tabs(page);
  const written = "query Kept { viewer { name } }";
  await write(page, written);
  await shows(page, TABS, "Kept");
  await new Promise((done) => setTimeout(done, 800)); // what was typed is stored half a second later
  await page.reload({ waitUntil: "networkidle0" });
  await shows(page, TABS, "Kept");
  assert.equal((await tabs(page)).length, before.length);
  assert.equal(await text(page), written);
  await pictured(page, "playground-reloaded");
});

await visited([origin], async (page) => {
  await page.goto(origin, { waitUntil: "networkidle0" });
  await shows(page, TABS, "AsItHappens");
  await page.evaluate((tabs) => [...document.querySelectorAll(tabs)].find((tab) => tab.innerText.includes("AsItHappens")).click(), TABS);
  await run(page);
  await shows(page, ANSWER, '"cursor": ');
  await pictured(page, "playground-as-it-happens");
}, { width: 1000, height: 700 });

console.log("the Playground in Chromium: loads, completes, marks, explains, asks, listens, keeps its tabs; asks nobody else, says no error");
