// The rules of Relay for pages and identifiers, asked of every list that a question can begin with:
// `node relay.js http://127.0.0.1:8080/graphql`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isInterfaceType, isObjectType, isRequiredArgument } from "graphql";

const url = process.argv[2];
const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const PAGE = 7;

async function ask(query, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  assert.equal(answer.errors, undefined, JSON.stringify([query, variables, answer.errors]));
  return answer.data;
}

/** Only editors read it. */
const WITHHELD = "corrections";

const fields = Object.values(schema.getQueryType().getFields()).filter((field) => field.name !== WITHHELD);
const lists = fields.filter((field) => {
  const names = field.args.map((arg) => arg.name);
  return ["first", "after", "last", "before"].every((name) => names.includes(name)) && !field.args.some(isRequiredArgument);
});

/** What a node of a list is known by: its id, or else its cursor alone. */
function selection(field) {
  const node = getNamedType(getNamedType(field.type).getFields().nodes.type);
  const known = (isObjectType(node) || isInterfaceType(node)) && node.getFields().id ? "__typename id" : "__typename";
  const page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
  return `{ edges { cursor node { ${known} } } nodes { ${known} } ${page} totalCount }`;
}

/** The whole list, page by page, in one direction. */
async function walked(field, forward) {
  const [length, from] = forward ? ["first", "after"] : ["last", "before"];
  const query = `query($from: String) { list: ${field.name}(${length}: ${PAGE}, ${from}: $from) ${selection(field)} }`;
  const pages = [];
  let cursor = null;
  let total;
  do {
    const { list } = await ask(query, { from: cursor });
    const { edges, nodes, pageInfo } = list;
    assert.deepEqual(edges.map((edge) => edge.node), nodes, `${field.name}: edges and nodes are the same`);
    assert.equal(pageInfo.startCursor, edges.at(0)?.cursor ?? null, `${field.name}: startCursor`);
    assert.equal(pageInfo.endCursor, edges.at(-1)?.cursor ?? null, `${field.name}: endCursor`);
    if (total !== undefined) assert.equal(list.totalCount, total, `${field.name}: totalCount is that of the list, not of the page`);
    total = list.totalCount;
    pages.push(edges);
    const goesOn = forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    cursor = goesOn ? (forward ? pageInfo.endCursor : pageInfo.startCursor) : null;
    assert.ok(!goesOn || edges.length === PAGE, `${field.name}: a page that is not the last is full`);
  } while (cursor !== null);
  const edges = (forward ? pages : pages.reverse()).flat();
  assert.equal(edges.length, total, `${field.name}: totalCount`);
  return edges;
}

let seen = 0;
const kinds = new Set();
for (const field of lists) {
  const edges = await walked(field, true);
  assert.deepEqual(await walked(field, false), edges, `${field.name}: backward is forward`);
  const cursors = edges.map((edge) => edge.cursor);
  assert.equal(new Set(cursors).size, cursors.length, `${field.name}: no place twice`);
  const nodes = edges.map((edge) => edge.node).filter((node) => node.id !== undefined);
  const ids = nodes.map((node) => node.id);
  assert.equal(new Set(ids).size, ids.length, `${field.name}: nothing twice`);
  for (let at = 0; at < nodes.length; at += 50) {
    const some = nodes.slice(at, at + 50).filter(({ __typename }) => schema.getType(__typename).getInterfaces().some(({ name }) => name === "Node"));
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } ${some.map(({ id }, n) => `n${n}: node(id: ${JSON.stringify(id)}) { __typename id }`).join(" ")} }`;
    const again = await ask(query, { ids: some.map(({ id }) => id) });
    assert.deepEqual(again.nodes, some, `${field.name}: nodes round trip`);
    some.forEach((node, n) => assert.deepEqual(again[`n${n}`], node, `${field.name}: node round trips`));
    some.forEach(({ __typename }) => kinds.add(__typename));
  }
  seen += edges.length;
}
const nouns = schema.getPossibleTypes(schema.getType("Record")).map((type) => type.name);
assert.deepEqual(nouns.filter((noun) => !kinds.has(noun)), [], "every noun was asked by its identifier");
console.log(`relay: ${lists.length} lists (${seen} places) are the same forward and backward, nothing twice; node round trips for all ${nouns.length} nouns`);
