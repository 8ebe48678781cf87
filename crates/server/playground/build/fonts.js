// GraphiQL's stylesheet carries its fonts inline. They become files, so that the page needs no `data:` in its policy and a browser loads only
// what it shows; alphabets in which the record holds no names are left out.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FACE = /@font-face\s*\{[^}]*\}/g;
const INLINE = /url\(["']?data:font\/(woff2?);base64,([^"')]+)["']?\)/;
const LEFT_OUT = /unicode-range:\s*U\+(0102|0370|1F00)/i; // Vietnamese, Greek, polytonic Greek

export const fonts = (folder) => ({
  name: "fonts",
  setup(build) {
    build.onLoad({ filter: /graphiql\/dist\/style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(FACE, (face) => (LEFT_OUT.test(face) ? "" : outside(face, folder))),
      loader: "css",
    }));
  },
});

function outside(face, folder) {
  const [, format, base64] = INLINE.exec(face);
  const bytes = Buffer.from(base64, "base64");
  const family = /font-family:\s*["']?([^"';]+)/.exec(face)[1].trim().toLowerCase().replace(/\s+/g, "-");
  const name = `${family}-${createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase()}.${format}`;
  writeFileSync(join(folder, name), bytes);
  return face.replace(INLINE, `url(./${name})`);
}
