// Every operation that we ship against schema.graphql, by graphql-inspector: each is valid, and asks for nothing that is deprecated:
// `node operations.js`.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validate } from "@graphql-inspector/core";
import { Source, buildSchema } from "graphql";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = buildSchema(readFileSync(`${root}schema.graphql`, "utf8"));

/** What is sent as one document: a file, or a folder whose files share their fragments. */
const each = (folder) => readdirSync(root + folder).filter((name) => name.endsWith(".graphql")).map((name) => [`${folder}/${name}`]);
const groups = [
  ...each("crates/cli/graphql"),
  ...each("crates/server/playground/examples"),
  each("clients/typescript/operations").flat(),
];
let faults = 0;
for (const files of groups) {
  const sources = files.map((file) => new Source(readFileSync(root + file, "utf8"), file));
  for (const { source, errors, deprecated } of validate(schema, sources)) {
    for (const fault of [...errors, ...deprecated]) {
      console.error(`${source.name}: ${fault.message}`);
      faults += 1;
    }
  }
}
console.log(`graphql-inspector: ${groups.flat().length} files of operations are valid, and ask for nothing that is deprecated`);
process.exit(faults > 0 ? 1 : 0);
