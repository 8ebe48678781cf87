// The same documents executed by graphql-js and by a running server, to the same data with its keys in the same order:
// `node execution.js http://127.0.0.1:8080/graphql`.
//
// graphql-js is given what the server answers to a plain document: every field once, under its own name. Both are then asked for the same in
// another form: in another order, under aliases, in fragments, in parts that have to be put together, with what is skipped.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildSchema, execute, getNamedType, isAbstractType, isLeafType, isRequiredArgument, parse } from "graphql";
import { dice } from "./generator.js";

const url = process.argv[2];
const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const DOCUMENTS = 300;

/** Where a document may begin, each with what it asks for. */
const ROOTS = {
  person: '(id: "person/ales-bialiatski")',
  release: '(id: "release/belarus-2025-12-13")',
  sanction: '(id: "sanction/us-belaruskali")',
  agreement: '(id: "agreement/us-belarus-2025-12")',
  record: '(id: "detention/valiantsin-stefanovic")',
  nodes: '(ids: ["person/john-coale", "organization/viasna", "person/nobody-here"])',
  people: "(first: 3)",
  detentions: "(first: 3, orderBy: NAME)",
  disputes: "(first: 2)",
  sources: "(last: 2)",
};

/** Arithmetic and ledgers cost much, and nothing is learnt from asking for them at random. */
const LEFT_OUT = new Set(["ledger", "export", "officials", "reconciliation", "history"]);

/** What is asked for: fields, each once, and what is asked for of one kind of record alone. */
function tree(type, levels, at) {
  const fields = Object.values(type.getFields()).filter((field) => !LEFT_OUT.has(field.name) && !field.args.some(isRequiredArgument));
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)) && getNamedType(field.type).getFields);
  const asked = some(leaves, 4, at).map((field) => ({ name: field.name, args: "" }));
  if (levels > 0) {
    for (const field of some(branches, 2, at)) {
      const args = field.args.some((arg) => arg.name === "first") ? "(first: 2)" : "";
      asked.push({ name: field.name, args, below: tree(getNamedType(field.type), levels - 1, at) });
    }
  }
  const kinds = isAbstractType(type) ? some([...schema.getPossibleTypes(type)], 2, at) : [];
  return { type, asked, of: kinds.map((kind) => tree(kind, 0, at)) };
}

function some(list, many, at) {
  const left = [...list];
  const taken = [];
  while (taken.length < many && left.length > 0) taken.push(...left.splice(at.below(left.length), 1));
  return taken;
}

/** Every field once, and what kind of object it stands in, which graphql-js has to know. */
function plain({ asked, of }) {
  const fields = asked.map(({ name, args, below }) => `${name}${args}${below ? ` ${plain(below)}` : ""}`);
  const kinds = of.map((kind) => `... on ${kind.type.name} ${plain(kind)}`);
  return `{ ${["__typename", ...fields, ...kinds].join(" ")} }`;
}

/** The same in another form. */
class Form {
  constructor(at) {
    this.at = at;
    this.fragments = [];
    this.names = 0;
  }

  directive() {
    const written = ["", "", "", " @include(if: $yes)", " @skip(if: $no)", " @include(if: true) @skip(if: false)"];
    return this.at.pick(written);
  }

  /** A selection as it is, or within a fragment. */
  wrapped(type, text) {
    switch (this.at.below(8)) {
      case 0:
        return `...${this.directive()} { ${text} }`;
      case 1:
        return `... on ${type.name}${this.directive()} { ${text} }`;
      case 2: {
        const name = `F${(this.names += 1)}`;
        this.fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
        return `...${name}${this.directive()}`;
      }
      default:
        return text;
    }
  }

  set({ type, asked, of }) {
    const parts = [];
    for (const { name, args, below } of asked) {
      const alias = this.at.next() < 0.3 ? `a${(this.names += 1)}: ` : "";
      const field = `${alias}${name}${args}${this.directive()}`;
      if (below === undefined) {
        parts.push(field, ...(this.at.next() < 0.2 ? [field] : []));
        continue;
      }
      // What is asked for in parts is put together where the first of them stands.
      const cut = this.at.next() < 0.4 ? this.at.below(below.asked.length + 1) : below.asked.length;
      const halves = [{ ...below, asked: below.asked.slice(0, cut) }, { ...below, asked: below.asked.slice(cut), of: [] }];
      parts.push(...halves.filter((half, n) => n === 0 || half.asked.length > 0).map((half) => `${field} ${this.set(half)}`));
    }
    parts.push(...of.map((kind) => `... on ${kind.type.name}${this.directive()} ${this.set(kind)}`), "__typename");
    if (this.at.next() < 0.3) parts.push(`gone: __typename @skip(if: $yes)`, `never: __typename @include(if: $no)`);
    return `{ ${some(parts, parts.length, this.at).map((part) => this.wrapped(type, part)).join(" ")} }`;
  }
}

async function ask(query, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

let compared = 0;
let others = 0;
for (let seed = 1; compared < DOCUMENTS && seed <= 2 * DOCUMENTS; seed += 1) {
  const at = dice(seed);
  const query = schema.getQueryType();
  const roots = some(Object.keys(ROOTS), 1 + at.below(3), at);
  const asked = roots.map((name) => ({ name, args: ROOTS[name], below: tree(getNamedType(query.getFields()[name].type), 2, at) }));
  const whole = { type: query, asked, of: [] };
  const known = await ask(plain(whole));
  // What the public may not see is an error, of which the reference knows nothing.
  if (known.errors) continue;
  const form = new Form(at);
  const body = `{ used: __typename @include(if: $yes) @skip(if: $no) ... ${form.set(whole)} }`;
  const text = [`query Q($yes: Boolean = true, $no: Boolean!) ${body}`, ...form.fragments].join("\n");
  const variables = { no: false };
  const expected = await execute({ schema, document: parse(text), rootValue: known.data, variableValues: variables });
  assert.equal(expected.errors, undefined, `graphql-js: ${expected.errors}\n${text}`);
  const answer = await ask(text, variables);
  compared += 1;
  if (JSON.stringify(answer.data) !== JSON.stringify(expected.data)) {
    others += 1;
    console.error(`${text}\n  the server  ${JSON.stringify(answer).slice(0, 2000)}\n  graphql-js  ${JSON.stringify(expected.data).slice(0, 2000)}`);
  }
}
assert.equal(compared, DOCUMENTS, "most documents are answered without an error");
console.log(`graphql-js executes ${compared} documents: ${compared - others} to the same data, their keys in the same order`);
process.exit(others > 0 ? 1 : 0);
