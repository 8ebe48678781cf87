// Relay's compiler reads the schema, and compiles what a frontend with Relay would ask: `node relay-compiler.js target/debug/detente`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, isScalarType, isSpecifiedScalarType } from "graphql";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "detente-relay-"));
try {
  cpSync(join(here, "relay"), join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "schema.graphql"), execFileSync(process.argv[2], ["schema", "--relay"]));
  mkdirSync(join(folder, "compiled"));
  const schema = buildSchema(readFileSync(join(folder, "schema.graphql"), "utf8"));
  const own = Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));
  const config = {
    src: "./src",
    schema: "./schema.graphql",
    language: "typescript",
    artifactDirectory: "./compiled",
    requireCustomScalarTypes: true,
    customScalarTypes: Object.fromEntries(own.map(({ name }) => [name, "string"])),
    eagerEsModules: true,
  };
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
  execFileSync(process.execPath, [join(here, "node_modules/relay-compiler/cli.js"), "relay.config.json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const compiled = readdirSync(join(folder, "compiled"));
  if (compiled.length < 8) throw new Error(`only these were compiled: ${compiled.join(", ")}`);
  console.log(`relay-compiler: compiles ${compiled.length} operations and fragments with connections, refetching and a subscription`);
} catch (error) {
  console.error(String(error.stdout ?? ""), String(error.stderr ?? error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
