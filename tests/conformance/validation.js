// The same documents to graphql-js and to a running server, and the same verdicts: `node validation.js http://127.0.0.1:8080/graphql`.
import { readFileSync } from "node:fs";
import { buildSchema, parse, specifiedRules, validate } from "graphql";
import { Generator, MUTATORS } from "./generator.js";

const url = process.argv[2];
const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const VALID = 150;
const EACH = 12;

/** What the reference says: the rules that the document breaks; a document that cannot be read breaks "syntax". */
function reference(text) {
  let document;
  try {
    document = parse(text);
  } catch {
    return ["syntax"];
  }
  return specifiedRules.filter((rule) => validate(schema, document, [rule]).length > 0).map((rule) => rule.name);
}

/** What the server says: an answer with `data` was executed, so its document was valid. */
async function verdict(text) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: text, operationName: /^subscription/.test(text) ? "S" : "Q" }),
  });
  const answer = await response.json();
  return { valid: "data" in answer, status: response.status, why: answer.errors?.[0]?.message };
}

const cases = [];
for (let seed = 1; seed <= VALID; seed += 1) {
  const text = new Generator(schema, seed).valid();
  const broken = reference(text);
  if (broken.length > 0) throw new Error(`the generator made a document that breaks ${broken}: ${text}`);
  cases.push({ text, expected: true, rule: "valid" });
}
const unknown = specifiedRules.map((rule) => rule.name).filter((rule) => !(rule in MUTATORS));
if (unknown.length > 0) throw new Error(`no mutator breaks ${unknown}`);
for (const rule of specifiedRules.map((each) => each.name)) {
  const made = new Set();
  for (let seed = 1; made.size < EACH && seed <= 10 * EACH; seed += 1) {
    const generator = new Generator(schema, 1000 + seed);
    const text = MUTATORS[rule](generator.valid(), generator);
    if (reference(text).includes(rule)) made.add(text);
  }
  if (made.size === 0) throw new Error(`the mutator of ${rule} breaks nothing`);
  for (const text of made) cases.push({ text, expected: false, rule });
}

// What was once taken otherwise: arguments without a value, and variables within lists and inputs.
for (const text of [
  "query Q { people(nameBegins) { totalCount } }",
  "query Q { people(first: 1 foo) { totalCount } }",
  "query Q { people(filter: { disputed }) { totalCount } }",
  "query Q { __typename @skip(if: false foo) }",
  "query Q($i: [ID]) { people(filter: { ids: $i }) { totalCount } }",
  "query Q($i: ID) { people(filter: { ids: [$i] }) { totalCount } }",
  "query Q($i: ID!) { people(filter: { ids: $i }) { totalCount } }",
  'query Q($i: ID! = "person/a") { people(filter: { ids: [$i, "person/b"] }) { totalCount } }',
  'query Q($a: String) { explain(one: { name: $a }, other: { name: "x" }) { __typename } }',
  "query Q($i: [ ID ! ]) { people(filter: { ids: $i }) { totalCount } }",
  'query Q { people(nameBegins: "\\u{1F600}") { totalCount } }',
  "query Q { person(id: 5) { id } }",
  "query Q { people { nodes { nam } } }",
]) {
  const broken = reference(text);
  cases.push({ text, expected: broken.length === 0, rule: broken[0] ?? "valid" });
}

let others = 0;
for (const { text, expected, rule } of cases) {
  const { valid, status, why } = await verdict(text);
  if (valid !== expected || (!valid && status !== 400)) {
    others += 1;
    console.error(`${rule}: the server says ${valid ? "valid" : "not valid"} (${status}: ${why})\n  ${text}`);
  }
}
console.log(`graphql-js ${specifiedRules.length} rules: ${cases.length - others} of ${cases.length} documents have the same verdict`);
process.exit(others > 0 ? 1 : 0);
