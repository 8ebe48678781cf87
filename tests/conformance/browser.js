// A page of ours in Chromium: what it asks of whom, and what it says in its console.
import assert from "node:assert/strict";
import { launch } from "puppeteer-core";

/** Runs `visit` on a page that may reach nothing but `origins`, and must leave no error in the console but what a test `expects`. */
export async function visited(origins, visit, { width = 1280, height = 860, expects } = {}) {
  const browser = await launch({
    executablePath: process.env.CHROMIUM,
    // Chromium's own sandbox does not start as root, as whom tests run in a container.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    const foreign = [];
    const said = [];
    page.on("request", (request) => {
      if (!["data:", ...origins].some((origin) => request.url().startsWith(origin))) foreign.push(request.url());
    });
    const says = (text) => expects?.test(text) || said.push(text);
    page.on("console", (message) => ["error", "warn"].includes(message.type()) && says(message.text()));
    page.on("pageerror", (error) => says(String(error)));
    page.setDefaultTimeout(15_000);
    try {
      await visit(page);
    } catch (error) {
      await pictured(page, "failed");
      throw error;
    }
    assert.deepEqual(foreign, [], "the page asks nobody but its server");
    assert.deepEqual(said, [], "the page says nothing in its console");
  } finally {
    await browser.close();
  }
}

/** A picture of the page, where a folder for pictures was named: to look at it oneself. */
export async function pictured(page, name) {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
}

/** Waits until some text stands somewhere in what `selector` names. */
export const shows = (page, selector, text) =>
  page.waitForFunction(
    (selector, text) => [...document.querySelectorAll(selector)].some((one) => (one.innerText ?? one.textContent).includes(text)),
    {},
    selector,
    text,
  );
