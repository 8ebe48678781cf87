// Documents made from a schema: valid ones by walking it at random, and from each one that breaks a given rule.
import * as graphql from "graphql";

const { isListType, isNonNullType, isInputObjectType, isEnumType, isLeafType, getNamedType, isRequiredArgument } = graphql;

/** The same numbers every time: a document that fails once fails again (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
}

/** What a scalar of ours takes, written as a literal: the reference knows nothing of them and takes anything. */
const LITERALS = {
  Int: "3", Float: "0.5", String: '"ab"', Boolean: "true", ID: '"person/nobody-here"', CountryCode: '"BY"', Date: '"2025-12-13"',
  EntryID: '"1.1"', Instant: '"2026-01-01T00:00:00Z"', JSON: "{ a: 1 }", Key: '"k"', KnownAt: '"1"', Language: '"en"',
  PartialDate: '"2020-08"', QuantityInput: '"123"', Script: '"Latn"', Sha256: `"${"0".repeat(64)}"`, TermInput: '"10 years"',
  Url: '"https://example.org/"', CoordinatesInput: '"53.9, 27.5"', FineInput: '"100 BYN"',
};

export function literal(type, at, depth = 0) {
  if (isNonNullType(type)) return literal(type.ofType, at, depth);
  if (isListType(type)) return `[${literal(type.ofType, at, depth)}]`;
  if (isEnumType(type)) return at.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [at.pick(fields)]
      : fields.filter((field) => isRequired(field) || (depth < 1 && at.next() < 0.2));
    return `{ ${chosen.map((field) => `${field.name}: ${literal(field.type, at, depth + 1)}`).join(", ")} }`;
  }
  return LITERALS[type.name] ?? '"x"';
}

const isRequired = (input) => isNonNullType(input.type) && input.defaultValue === undefined;

/** Answers that cost much or are no answer for the public: nothing is learnt from asking for them at random. */
const LEFT_OUT = new Set(["ledger", "export", "officials", "reconciliation", "match", "screening"]);

export class Generator {
  constructor(schema, seed) {
    this.schema = schema;
    this.at = dice(seed);
  }

  /** The arguments of a field, the short page of a list among them. */
  args(field) {
    const chosen = field.args.filter(
      (arg) => isRequiredArgument(arg) || (arg.name !== "knownAt" && ["Int", "Boolean"].includes(getNamedType(arg.type).name) && this.at.next() < 0.2),
    ).filter((arg) => !["last", "first", "before", "after"].includes(arg.name) || isRequiredArgument(arg));
    const written = chosen.map((arg) => `${arg.name}: ${literal(arg.type, this.at)}`);
    if (field.args.some((arg) => arg.name === "first")) written.push("first: 2");
    return written.length > 0 ? `(${written.join(", ")})` : "";
  }

  /** Selections on a type; how many levels may still follow. */
  selections(type, levels) {
    const fields = Object.values(type.getFields?.() ?? {}).filter((field) => !LEFT_OUT.has(field.name));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && field.args.every((arg) => !isRequiredArgument(arg)));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    const lines = ["__typename", ...sample(leaves, 3, this.at).map((field) => field.name)];
    if (levels > 0) {
      for (const field of sample(branches, 2, this.at)) {
        const inner = this.selections(getNamedType(field.type), levels - 1);
        lines.push(`${this.at.next() < 0.2 ? `${field.name}_: ` : ""}${field.name}${this.args(field)} { ${inner} }`);
      }
    }
    if (this.at.next() < 0.15) lines.push(`... on ${type.name} @include(if: true) { __typename }`);
    return lines.join(" ");
  }

  /** A query that is valid. Each has the parts that mutations need: a field with arguments, a fragment, a variable. */
  valid() {
    const query = this.schema.getQueryType();
    const root = this.selections(query, 3);
    return `query Q($n: Int = 2, $yes: Boolean! = true) { ${root} nodesOf: people(first: $n) @include(if: $yes) { ...F totalCount } }
fragment F on PersonConnection { nodes { id } }`;
  }
}

function sample(list, count, at) {
  const rest = [...list];
  const found = [];
  while (found.length < count && rest.length > 0) found.push(rest.splice(at.below(rest.length), 1)[0]);
  return found;
}

const into = (document, more) => document.replace("nodesOf:", `${more} nodesOf:`);
const head = (document, more) => document.replace("query Q(", `query Q(${more}, `);

/** One for each rule of the reference (`specifiedRules`): a valid document in, one that breaks the rule out. */
export const MUTATORS = {
  ExecutableDefinitionsRule: (d, g) => `${d} ${g.at.pick(["type T { a: Int }", "scalar T", "extend type Person { a: Int }", "directive @d on FIELD", "enum T { A }"])}`,
  UniqueOperationNamesRule: (d) => `${d} query Q { __typename }`,
  LoneAnonymousOperationRule: (d, g) => `${d} ${g.at.pick(["query { __typename }", "{ __typename }"])}`,
  SingleFieldSubscriptionsRule: (_, g) =>
    g.at.pick([
      "subscription S { revisionAdded { number } recordChanged { revision } }",
      "subscription S { a: revisionAdded { number } b: revisionAdded { number } }",
      "subscription S { ...F } fragment F on Subscription { revisionAdded { number } recordChanged { revision } }",
      "subscription S { __typename }",
    ]),
  KnownTypeNamesRule: (d, g) => g.at.pick([into(d, "... on Nothing { __typename }"), head(d, "$u: Nothing"), `${d} fragment G on Nothing { a }`]),
  FragmentsOnCompositeTypesRule: (d, g) => into(d, `... on ${g.at.pick(["String", "Noun", "RecordFilter", "Date"])} { __typename }`),
  VariablesAreInputTypesRule: (d, g) => head(d, `$u: ${g.at.pick(["Person", "[Record!]!", "PersonConnection"])}`),
  ScalarLeafsRule: (d, g) => into(d, g.at.pick(["people", "people { totalCount { a } }", "people { nodes }", "people { pageInfo { hasNextPage { a } } }"])),
  FieldsOnCorrectTypeRule: (d, g) => into(d, g.at.pick(["nothing", "people { nothing }", "people { nodes { nothing } }", "__nothing", "people { nodes { __schema { types { name } } } }"])),
  UniqueFragmentNamesRule: (d) => `${d} fragment F on PersonConnection { totalCount }`,
  KnownFragmentNamesRule: (d) => into(d, "...Nothing"),
  NoUnusedFragmentsRule: (d) => `${d} fragment G on Query { __typename }`,
  PossibleFragmentSpreadsRule: (d, g) => into(d, g.at.pick(["people { nodes { ... on Place { id } } }", "... on Person { id }"])),
  NoFragmentCyclesRule: (d, g) => `${into(d, "...A")} ${g.at.pick(["fragment A on Query { ...A }", "fragment A on Query { ...B } fragment B on Query { ...A }"])}`,
  UniqueVariableNamesRule: (d) => head(d, "$n: Int"),
  NoUndefinedVariablesRule: (d, g) => g.at.pick([into(d, "u: people(first: $u) { totalCount }"), d.replace("nodes { id }", "nodes { id @skip(if: $u) }")]),
  NoUnusedVariablesRule: (d) => head(d, "$u: Int"),
  KnownDirectivesRule: (d, g) => g.at.pick([into(d, "__typename @nothing"), d.replace("query Q(", "query Q ("  ).replace(") {", ") @skip(if: true) {"), d.replace("id }", "id @deprecated }"), d.replace("on PersonConnection", "on PersonConnection @include(if: true)")]),
  UniqueDirectivesPerLocationRule: (d, g) => into(d, g.at.pick(["__typename @skip(if: false) @skip(if: false)", "... @include(if: true) @include(if: true) { __typename }"])),
  KnownArgumentNamesRule: (d, g) => into(d, g.at.pick(["u: people(nothing: 1) { totalCount }", "__typename @skip(if: false, nothing: 1)", "u: people { totalCount(first: 1) }"])),
  UniqueArgumentNamesRule: (d, g) => into(d, g.at.pick(["u: people(first: 1, first: 1) { totalCount }", "__typename @skip(if: false, if: false)"])),
  ValuesOfCorrectTypeRule: (d, g) =>
    g.at.next() < 0.2
      ? `mutation Q { rule(input: { rulings: [${g.at.pick(["{}", "{ accept: null }", "{ nothing: 1 }"])}] reason: "r" }) { __typename } }`
      : into(d, `u: people(${g.at.pick(['first: "1"', "first: 1.5", "first: 3000000000", "first: true", "first: [1, 2]", "filter: { nothing: 1 }", "filter: 1", "filter: { ids: [1.5] }", 'filter: { sources: 3.5, ids: true }', "orderBy: NOTHING", 'orderBy: "ID"'])}) { totalCount }`),
  ProvidedRequiredArgumentsRule: (d, g) => into(d, g.at.pick(["person { id }", "__typename @skip", "node { id }", "person(id: null) { id }"])),
  VariablesInAllowedPositionRule: (d, g) =>
    g.at.pick([
      into(head(d, "$u: String"), "u: people(first: $u) { totalCount }"),
      into(head(d, "$u: ID"), "u: person(id: $u) { id }"),
      into(head(d, "$u: Boolean"), "__typename @skip(if: $u)"),
      into(head(d, "$u: [Int]"), "u: people(first: $u) { totalCount }"),
    ]),
  OverlappingFieldsCanBeMergedRule: (d, g) =>
    into(d, g.at.pick([
      "u: people(first: 1) { totalCount } u: people(first: 2) { totalCount }",
      "u: people { totalCount } u: places { totalCount }",
      "people { nodes { a: id a: name } }",
      "... on Query { u: people(first: 1) { totalCount } } u: people { totalCount }",
      "people(first: 1) { nodes { a: id } } ... on Query { people(first: 1) { nodes { a: name } } }",
    ])),
  UniqueInputFieldNamesRule: (d, g) => into(d, `u: people(filter: { ${g.at.pick(["ids: [], ids: []", 'nameBegins: "a", nameBegins: "b"'])} }) { totalCount }`),
  MaxIntrospectionDepthRule: (d, g) => {
    const list = g.at.pick(["fields", "fields(includeDeprecated: true)"]);
    return into(d, `__schema { types { ${list} { type { ${list} { type { ${list} { name } } } } } } }`);
  },
};
