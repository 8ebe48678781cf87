import { createClient } from "graphql-sse";
import { getOperationAST, parse } from "graphql";

const URL = "/graphql";

/** Asks the server that served this page. Whatever goes wrong is shown as a GraphQL error: what happened, what to do next. */
export function fetcher(params, { headers } = {}) {
  const asked = named(params);
  return goesOn(asked) ? told(asked, headers) : answered(asked, headers);
}

// What the editor knows of its text is half a second old, so it is read again.
function goesOn({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // the server says what is wrong with it
  }
}

async function answered(params, headers) {
  let response;
  try {
    response = await fetch(URL, {
      method: "POST",
      headers: { ...headers, accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify(params),
    });
  } catch {
    return failure(SILENT);
  }
  return read(response);
}

/** What a subscription tells, one answer after another: as events, so that a token goes with it as with any other question. */
function told(params, headers) {
  const events = createClient({ url: URL, headers, retryAttempts: 3 }).iterate(params);
  const next = async () => {
    try {
      return await events.next();
    } catch (error) {
      return { done: false, value: error.response ? await read(error.response) : failure(SILENT) };
    }
  };
  return { next, return: () => events.return(), throw: (error) => events.throw(error), [Symbol.asyncIterator]() { return this; } };
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    return failure(`The server answered ${response.status} without JSON. Is another program between this page and it?`);
  }
}

// Just after another tab was opened, the editor still names the operation of the last one.
const named = ({ operationName, ...params }) =>
  new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).test(params.query)
    ? { ...params, operationName }
    : params;

const SILENT = "The server does not answer. Is it still running? Run it again once it is.";

const failure = (message) => ({ errors: [{ message }] });
