// The audit of GraphQL over HTTP that `graphql-http` brings, asked of a running server: `node http.js http://127.0.0.1:8080/graphql`.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
const results = await Promise.all(serverAudits({ url }).map((audit) => audit.fn()));
const others = results.filter((result) => result.status !== "ok");
for (const { status, id, name, reason } of others) console.error(`${status} ${id} ${name}: ${reason}`);
console.log(`graphql-http: ${results.length - others.length} of ${results.length} audits pass`);
process.exit(others.length > 0 ? 1 : 0);
