// Changes of a schema, one thing at a time: each takes its definitions and a dice, and says whether it changed anything.
import { parseType, parseValue } from "graphql";

const name = (value) => ({ kind: "Name", value });
const input = (called, type, value) => ({
  kind: "InputValueDefinition", name: name(called), type: parseType(type, { noLocation: true }), directives: [],
  ...(value ? { defaultValue: parseValue(value, { noLocation: true }) } : {}),
});
const named = (type) => (type.kind === "NamedType" ? type.name.value : named(type.type));

const of = (definitions, ...kinds) => definitions.filter((one) => kinds.includes(one.kind));
const OUTPUTS = ["ObjectTypeDefinition", "InterfaceTypeDefinition"];
const fields = (definitions) => of(definitions, ...OUTPUTS).flatMap((type) => type.fields.map((field) => [type, field]));
const args = (definitions) => fields(definitions).flatMap(([, field]) => field.arguments.map((arg) => [field, arg]));
const inputs = (definitions) => of(definitions, "InputObjectTypeDefinition").flatMap((type) => type.fields.map((field) => [type, field]));
const without = (list, one) => list.filter((other) => other !== one);

/** Another type around or inside the same name. */
function rewrapped(type, at) {
  const bare = named(type);
  return parseType(at.pick([bare, `${bare}!`, `[${bare}]`, `[${bare}!]`, `[${bare}!]!`, `[[${bare}]]`, "Int"]), { noLocation: true });
}

/** Makes or unmakes a value that must be given, in place. */
function turned(type) {
  return type.kind === "NonNullType" ? type.type : { kind: "NonNullType", type };
}

let count = 0;
const fresh = () => `fresh${(count += 1)}`;

export const MUTATORS = {
  removesField: (d, at) => { const [type, field] = at.pick(fields(d)); type.fields = without(type.fields, field); return type.fields.length > 0; },
  addsField: (d, at) => { at.pick(of(d, ...OUTPUTS)).fields.push({ kind: "FieldDefinition", name: name(fresh()), arguments: [], directives: [], type: parseType("Int") }); return true; },
  rewrapsField: (d, at) => { const [, field] = at.pick(fields(d)); field.type = rewrapped(field.type, at); return true; },
  turnsField: (d, at) => { const [, field] = at.pick(fields(d)); field.type = turned(field.type); return true; },
  deprecatesField: (d, at) => { const [, field] = at.pick(fields(d)); field.directives = [{ kind: "Directive", name: name("deprecated"), arguments: [] }]; return true; },
  removesArg: (d, at) => { const [field, arg] = at.pick(args(d)); field.arguments = without(field.arguments, arg); return true; },
  addsArg: (d, at) => { const [, field] = at.pick(fields(d)); field.arguments = [...field.arguments, input(fresh(), at.pick(["Int", "Int!"]), at.pick([undefined, "1"]))]; return true; },
  rewrapsArg: (d, at) => { const [, arg] = at.pick(args(d)); arg.type = rewrapped(arg.type, at); delete arg.defaultValue; return true; },
  turnsArg: (d, at) => { const [, arg] = at.pick(args(d)); arg.type = turned(arg.type); return true; },
  changesDefault: (d, at) => { const [, arg] = at.pick(args(d).filter(([, arg]) => arg.defaultValue?.kind === "IntValue")); arg.defaultValue = parseValue("77", { noLocation: true }); return true; },
  removesDefault: (d, at) => { const [, arg] = at.pick(args(d).filter(([, arg]) => arg.defaultValue)); delete arg.defaultValue; return true; },
  addsDefault: (d, at) => { const [, arg] = at.pick(args(d).filter(([, arg]) => named(arg.type) === "Int" && !arg.defaultValue)); arg.defaultValue = parseValue("5", { noLocation: true }); return true; },
  removesWord: (d, at) => { const type = at.pick(of(d, "EnumTypeDefinition")); type.values = without(type.values, at.pick(type.values)); return type.values.length > 0; },
  addsWord: (d, at) => { at.pick(of(d, "EnumTypeDefinition")).values.push({ kind: "EnumValueDefinition", name: name(fresh().toUpperCase()), directives: [] }); return true; },
  changesUnion: (d, at) => { const type = at.pick(of(d, "UnionTypeDefinition")); type.types = at.next() < 0.5 ? type.types.slice(1) : [...type.types, { kind: "NamedType", name: name("Query") }]; return type.types.length > 0; },
  removesInterface: (d, at) => { const type = at.pick(of(d, ...OUTPUTS).filter((type) => type.interfaces.length > 0)); type.interfaces = without(type.interfaces, at.pick(type.interfaces)); return true; },
  addsInterface: (d, at) => {
    const own = at.pick(of(d, "ObjectTypeDefinition"));
    const called = `Like${fresh()}`;
    d.push({ kind: "InterfaceTypeDefinition", name: name(called), interfaces: [], directives: [], fields: [structuredClone(at.pick(own.fields))] });
    own.interfaces = [...own.interfaces, { kind: "NamedType", name: name(called) }];
    return true;
  },
  removesInput: (d, at) => { const [type, field] = at.pick(inputs(d)); type.fields = without(type.fields, field); return type.fields.length > 0; },
  addsInput: (d, at) => { at.pick(of(d, "InputObjectTypeDefinition").filter((type) => type.directives.length === 0)).fields.push(input(fresh(), at.pick(["Int", "Int!"]), at.pick([undefined, "1"]))); return true; },
  rewrapsInput: (d, at) => { const [, field] = at.pick(inputs(d)); field.type = rewrapped(field.type, at); delete field.defaultValue; return true; },
  turnsInput: (d, at) => { const [, field] = at.pick(inputs(d)); field.type = turned(field.type); return true; },
  removesType: (d) => { const index = d.findIndex((one) => one.name?.value === "Goes"); if (index >= 0) d.splice(index, 1); return index >= 0; },
  turnsType: (d) => { const type = d.find((one) => one.name?.value === "Turns"); type.kind = "InterfaceTypeDefinition"; return true; },
  changesDirective: (d, at) => {
    const loud = d.find((one) => one.kind === "DirectiveDefinition" && one.name.value === "loud");
    if (!loud) return false;
    return at.pick([
      () => { loud.repeatable = false; return true; },
      () => { loud.locations = [name("FIELD")]; return true; },
      () => { loud.arguments = loud.arguments.slice(0, 1); return true; },
      () => { loud.arguments = [...loud.arguments, input(fresh(), "Int!")]; return true; },
      () => { d.splice(d.indexOf(loud), 1); return true; },
    ])();
  },
};
