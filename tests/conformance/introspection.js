// The questions with which tools learn the schema, in all their forms: `node introspection.js http://127.0.0.1:8080/graphql`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from "graphql";

const url = process.argv[2];
const options = ["descriptions", "specifiedByUrl", "directiveIsRepeatable", "schemaDescription", "inputValueDeprecation", "oneOf"];
const committed = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const names = (schema) => Object.keys(lexicographicSortSchema(schema).getTypeMap());

let asked = 0;
for (let bits = 0; bits < 2 ** options.length; bits += 1) {
  const chosen = Object.fromEntries(options.map((option, at) => [option, Boolean(bits & (1 << at))]));
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: getIntrospectionQuery(chosen) }),
  });
  const answer = await response.json();
  assert.equal(answer.errors, undefined, JSON.stringify([chosen, answer.errors]));
  const schema = buildClientSchema(answer.data);
  assert.deepEqual(names(schema), names(committed));
  assert.ok(printSchema(schema).length > 10_000);
  asked += 1;
}
console.log(`introspection: ${asked} of ${asked} forms of the question are answered, and read by graphql-js`);
