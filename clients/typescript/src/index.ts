export * from "./client.js";
export * from "./follow.js";
export * from "./generated/graphql.js";
export { patiently, type Patience } from "./patience.js";
export { Refused, type Answer, type Fault, type Refusal } from "./refused.js";
