// schema.graphql under @graphql-eslint: every rule that it has for schemas, and those of Relay: `node eslint.js`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configs, parser, rules } from "@graphql-eslint/eslint-plugin";
import { Linter } from "eslint";

/** Rules that the schema does not follow, and why. */
const OTHERWISE = {
  alphabetize: "fields stand in the order in which a reader wants them",
  "strict-id-in-types": "what is a part of a record, or of an answer, has no identity of its own",
  "require-nullable-result-in-root": "what goes wrong with a mutation is told in its payload, as userErrors",
  "require-field-of-type-query-in-mutation-result": "whoever wants to ask again, asks again",
  "no-root-type": "there are mutations and subscriptions",
};

/** Places that are no fault, and why. */
const PLACES = {
  "no-typename-prefix": [/"(awardedOn|awardedBy|places|sources)"/, "the word of every record: awarded on, places within a place, sources of a source"],
  "input-name": [/Mutation\.closeCorrection/, "it takes three plain values"],
  "relay-arguments": [/Field `(search|duplicates|officials|reviewQueue)` must contain an argument `(last|before)`/, "they are read in one direction: the likeliest first, or what waits longest"],
  "relay-edge-types": [/must implement `Node`/, "a revision, a dispute or a number is found by other means than by an id"],
};

const folder = fileURLToPath(new URL("../../", import.meta.url));
const schema = `${folder}schema.graphql`;
const chosen = { ...configs["flat/schema-all"].rules, ...configs["flat/schema-relay"].rules };
chosen["@graphql-eslint/relay-edge-types"] = ["error", { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false }];
for (const rule of Object.keys(OTHERWISE)) chosen[`@graphql-eslint/${rule}`] = "off";

const linter = new Linter({ configType: "flat", cwd: folder });
const config = {
  files: ["**/*.graphql"],
  languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
  plugins: { "@graphql-eslint": { rules } },
  rules: chosen,
};
const found = linter.verify(readFileSync(schema, "utf8"), config, { filename: schema });
const faults = found.filter(({ ruleId, message }) => !PLACES[ruleId?.replace("@graphql-eslint/", "")]?.[0].test(message));
for (const { ruleId, line, message } of faults) console.error(`schema.graphql:${line}: ${message} (${ruleId})`);
const unused = Object.keys(PLACES).filter((rule) => !found.some(({ ruleId }) => ruleId === `@graphql-eslint/${rule}`));
for (const rule of unused) console.error(`eslint.js excepts places from ${rule}, and there are none`);
const followed = Object.values(chosen).filter((level) => level !== "off").length;
console.log(`@graphql-eslint: ${followed} rules for schemas and Relay are followed, with ${found.length - faults.length} places excepted; ${Object.keys(OTHERWISE).length} are not, with reasons`);
process.exit(faults.length + unused.length > 0 ? 1 : 0);
