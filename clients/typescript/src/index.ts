export * from "./client.js";
export * from "./follow.js";
export * from "./generated/graphql.js";
export { Refused, type Answer, type Fault } from "./refused.js";
