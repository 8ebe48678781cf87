// The licence of every package of which at least one file is in the bundle.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = /^(licen[sc]e|copying|notice)(\.|-|$)/i;

export function licences(root, metafile) {
  const folders = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder) folders.add(folder);
  }
  const sections = [...folders].map((folder) => section(join(root, folder))).concat(extra(root));
  return [HEAD, ...sections.sort()].join(`\n${"-".repeat(100)}\n\n`);
}

const HEAD = "The Playground is bundled from the packages below. Each is used under the licence printed with it.\n";

function section(folder) {
  const { name, version, license, author, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const head = `${name} ${version} (${license})\n${where(repository)}\n`;
  const files = readdirSync(folder).filter((file) => FILE.test(file)).sort();
  if (files.length > 0) return head + files.map((file) => `\n${tidy(readFileSync(join(folder, file), "utf8"))}`).join("");
  if (BESIDE[name]) return section(join(folder, BESIDE[name])).replace(/^.*\n/, head.split("\n", 1)[0] + "\n");
  if (license !== "MIT") throw new Error(`${name} carries no licence text: add it to build/licences.js`);
  const holder = author?.name ?? author;
  if (!holder) throw new Error(`${name} does not say whose it is: add it to build/licences.js`);
  return `${head}\n${mit(holder)}`;
}

// Packages without the text, and where the same authors put it.
const BESIDE = {
  "@graphiql/plugin-doc-explorer": "../../graphiql",
  "@graphiql/plugin-history": "../../graphiql",
  "react-compiler-runtime": "../react",
};

// A few packages name their licence without carrying its text.
const mit = (holder) => `The MIT License (MIT)\n\nCopyright (c) ${holder}\n\n${MIT}`;
const MIT = readFileSync(new URL("mit.txt", import.meta.url), "utf8");

// What other packages carry inside them.
const extra = (root) =>
  readdirSync(join(root, "licences"))
    .filter((file) => existsSync(join(root, "licences", file)))
    .map((file) => tidy(readFileSync(join(root, "licences", file), "utf8")));

const where = (repository) => (repository?.url ?? repository ?? "").replace(/^git\+|\.git$/g, "");
const tidy = (text) => `${text.replace(/\r/g, "").replace(/[ \t]+$/gm, "").trim()}\n`;
