// `detente schema diff` against `findBreakingChanges` and `findDangerousChanges` of graphql-js, and what graphql-inspector calls
// breaking, over schemas changed at random: `node diff.js path/to/detente`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CriticalityLevel, diff as inspected } from "@graphql-inspector/core";
import { buildASTSchema, findBreakingChanges, findDangerousChanges, parse, print, validateSchema } from "graphql";
import { dice } from "./generator.js";
import { MUTATORS } from "./schema-mutators.js";

const detente = process.argv[2];
const ROUNDS = 5;
const EACH = 30;
const folder = mkdtempSync(join(tmpdir(), "detente-diff-"));

/** Where the reference says that something changed, as the specification writes places. */
const PLACES = [
  [/^(?:A required|An optional) arg (\w+) on directive (\w+) was added/, "@$2($1:)"],
  [/^(?:A required|An optional) arg (\w+) on (\w+\.\w+) was added/, "$2($1:)"],
  [/^(?:A required|An optional) field (\w+) on input type (\w+) was added/, "$2.$1"],
  [/^(\w+\.\w+) arg (\w+) /, "$1($2:)"],
  [/^(\w+) was (?:added to|removed from) enum type (\w+)/, "$2.$1"],
  [/^\w+ was (?:added to|removed from) union type (\w+)/, "$1"],
  [/^\w+ added to interfaces implemented by (\w+)/, "$1"],
  [/^Repeatable flag was removed from (\w+)/, "@$1"],
  [/^[A-Z_]+ was removed from (\w+)/, "@$1"],
  [/^(\w+) was removed from (\w+)\./, "@$2($1:)"],
  [/^(\w+\.\w+) /, "$1"],
  [/^(\w+) /, "$1"],
];
function place({ type, description }) {
  if (type === "DIRECTIVE_REMOVED") return description.replace(/^(\w+) .*/, "@$1");
  const [pattern, path] = PLACES.find(([pattern]) => pattern.test(description));
  return description.replace(new RegExp(`${pattern.source}.*`), path);
}

/** What the reference passes over. */
const BESIDES = /must be given now|then now$|is no longer specified|was specified|takes exactly one|is no longer the root|^was `|nothing then now/;

let found = 0;
let inspector = 0;
const kinds = new Set();
try {
  const sdl = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");
  const begin = parse(`${sdl}\ndirective @loud(much: Int = 1, kind: Int) repeatable on FIELD | QUERY
    union Either = Person | Place  type Turns { a: Int }  type Goes { a: Int }`, { noLocation: true });
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = dice(round + 1);
    let changed = structuredClone(begin);
    for (let count = 0; count < EACH; count += 1) {
      const next = structuredClone(changed);
      const [, mutate] = at.pick(Object.entries(MUTATORS));
      if (!mutate(next.definitions, at)) continue;
      try {
        if (validateSchema(buildASTSchema(next, { assumeValidSDL: true })).length === 0) changed = next;
      } catch {
        // what is no schema any longer is no example
      }
    }
    const [before, after] = [begin, changed].map((document, index) => {
      const file = join(folder, `${index}.graphql`);
      writeFileSync(file, print(document));
      return { file, schema: buildASTSchema(document) };
    });
    const asked = spawnSync(detente, ["schema", "diff", before.file, after.file, "--output", "json"], { encoding: "utf8" });
    const ours = JSON.parse(asked.stdout || "null");
    assert.ok(ours, asked.stderr);
    const breaking = findBreakingChanges(before.schema, after.schema).map((change) => [["BREAKING"], change]);
    const dangerous = findDangerousChanges(before.schema, after.schema).map((change) => [["BREAKING", "DANGEROUS"], change]);
    const explained = new Set();
    for (const [severities, change] of [...breaking, ...dangerous]) {
      const path = place(change);
      const same = ours.filter((one) => one.path === path && severities.includes(one.severity));
      assert.ok(same.length > 0, `round ${round}: ${path} is not told as ${severities[0]}: ${change.description}`);
      same.forEach((one) => explained.add(one));
      kinds.add(change.type);
      found += 1;
    }
    // graphql-inspector writes `A.b.c` for `A.b(c:)`, and `@a` for a new argument of a directive.
    const broken = ours.filter((one) => one.severity === "BREAKING").map((one) => one.path.replace(/\((\w+):\)/, ".$1"));
    for (const { criticality, path, message } of await inspected(before.schema, after.schema)) {
      if (criticality.level !== CriticalityLevel.Breaking || path === undefined) continue;
      assert.ok(broken.some((ours) => `${ours}.`.startsWith(`${path}.`)), `round ${round}: ${path} is not told as breaking: ${message}`);
      inspector += 1;
    }
    for (const one of ours.filter((one) => one.severity !== "SAFE" && !explained.has(one))) {
      assert.match(one.what, BESIDES, `round ${round}: the reference finds nothing at ${one.path}`);
    }
    assert.equal(asked.status, breaking.length > 0 || ours.some((one) => one.severity === "BREAKING") ? 1 : 0);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
assert.ok(kinds.size >= 18, `only these kinds of change were compared: ${[...kinds].join(", ")}`);
console.log(`schema diff: tells all ${found} changes of ${kinds.size} kinds that graphql-js finds in ${ROUNDS} changed schemas, as grave or graver, and all ${inspector} that graphql-inspector calls breaking`);
