// Writes src/generated from ../../schema.graphql and operations/: `node generate.js`; with `--check` only says whether it is up to date.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { buildSchema, parse, validate } from "graphql";

const root = fileURLToPath(new URL(".", import.meta.url));
const folder = join(root, "src/generated");
const sdl = readFileSync(join(root, "../../schema.graphql"), "utf8");
const schema = buildSchema(sdl);

const documents = readdirSync(join(root, "operations"))
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => ({ location: join(root, "operations", name), rawSDL: readFileSync(join(root, "operations", name), "utf8") }))
  .map((source) => ({ ...source, document: parse(source.rawSDL) }));

const whole = { kind: "Document", definitions: documents.flatMap(({ document }) => document.definitions) };
const faults = validate(schema, whole);
if (faults.length > 0) {
  for (const fault of faults) console.error(`operations: ${fault.message}`);
  process.exit(1);
}

/** Every scalar of ours is a text in JSON, but for what says otherwise. */
const OTHERWISE = { JSON: "unknown", QuantityInput: "string | number" };
const scalars = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => type.constructor.name === "GraphQLScalarType" && !["Int", "Float", "String", "Boolean", "ID"].includes(type.name))
    .map(({ name }) => [name, OTHERWISE[name] ?? "string"]),
);

const sections = await preset.buildGeneratesSection({
  baseOutputDir: "src/generated/",
  schema: parse(sdl),
  schemaAst: schema,
  documents,
  pluginContext: {},
  plugins: [],
  pluginMap: {},
  config: {
    scalars: { ID: "string", ...scalars },
    strictScalars: true,
    enumType: "string-literal",
    documentMode: "string",
    useTypeImports: true,
    importExtension: ".js",
    emitLegacyCommonJSImports: false,
    immutableTypes: true,
    // A word that a newer server says is none that this file knows.
    futureProofEnums: true,
    defaultScalarType: "never",
  },
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: "sha256", mode: "embedHashInDocument" } },
});

const files = await Promise.all(
  sections.map(async (section) => [basename(section.filename), await codegen({ ...section, cache: undefined })]),
);
// Its overloads find a document by its text at run time; operations are imported by their names here.
const LEFT_OUT = ["gql.ts", "index.ts", "fragment-masking.ts"];
const written = files.filter(([name]) => !LEFT_OUT.includes(name)).map(([name, text]) => [name, `${text.trimEnd()}\n`]);

if (process.argv.includes("--check")) {
  const read = (name) => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
  const stale = written.filter(([name, text]) => read(name) !== text).map(([name]) => name);
  if (stale.length > 0) {
    console.error(`src/generated is not up to date (${stale.join(", ")}): run \`npm ci && npm run generate\` in clients/typescript`);
    process.exit(1);
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of written) writeFileSync(join(folder, name), text);
}
