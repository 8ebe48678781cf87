// Builds dist/: the page, the list of its files for the server, and the licences of everything bundled.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { examples } from "./build/examples.js";
import { fonts } from "./build/fonts.js";
import { licences } from "./build/licences.js";

const root = import.meta.dirname;
const dist = join(root, "dist");
const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  woff: "font/woff",
  woff2: "font/woff2",
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const icon = readFileSync(join(root, "src/icon.svg"));
const iconName = `icon-${digest(icon).slice(0, 8).toUpperCase()}.svg`;
writeFileSync(join(dist, iconName), icon);

const bundle = await esbuild.build({
  absWorkingDir: root,
  alias: { "react-style-singleton": join(root, "src/no-styles.js") },
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  entryNames: "[name]-[hash]",
  entryPoints: { playground: "src/page.jsx" },
  external: ["*.woff", "*.woff2"],
  jsx: "automatic",
  legalComments: "none",
  metafile: true,
  minify: true,
  outdir: dist,
  plugins: [examples(join(root, "examples")), fonts(dist)],
  target: "es2022",
});

const outputs = readdirSync(dist).sort();
const built = (ending) => outputs.find((name) => name.startsWith("playground-") && name.endsWith(ending));
const page = readFileSync(join(root, "src/index.html"), "utf8")
  .replace("playground.css", built(".css"))
  .replace("playground.js", built(".js"))
  .replace("icon.svg", iconName);
writeFileSync(join(dist, "index.html"), page);
writeFileSync(join(dist, "LICENSES.txt"), licences(root, bundle.metafile));

// A file whose name carries its hash never changes; the others are checked by their ETag.
const rows = readdirSync(dist)
  .sort()
  .map((name) => {
    const etag = digest(readFileSync(join(dist, name))).slice(0, 16); // weak: the bytes may be sent compressed
    const lasting = /-[A-Z0-9]{8}\./.test(name);
    const type = TYPES[name.split(".").pop()];
    return `    Asset { name: "${name}", media_type: "${type}", etag: "W/\\"${etag}\\"", lasting: ${lasting}, bytes: include_bytes!("${name}") },\n`;
  });
writeFileSync(join(dist, "assets.rs"), `// Written by ../build.js: do not edit.\n&[\n${rows.join("")}]\n`);
