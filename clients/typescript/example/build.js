// Writes example/dist: static files, for any server of files.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const name of ["index.html", "page.css"]) copyFileSync(join(root, name), join(dist, name));
await build({
  entryPoints: { page: join(root, "src/page.ts") },
  bundle: true,
  format: "esm",
  minify: true,
  outdir: dist,
  target: "es2022",
});
