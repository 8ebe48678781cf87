/** Asks the server that served this page. Whatever goes wrong is shown as a GraphQL error: what happened, what to do next. */
export async function fetcher(params, { headers } = {}) {
  let response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      headers: { ...headers, accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify(named(params)),
    });
  } catch {
    return failure("The server does not answer. Is it still running? Run the query again once it is.");
  }
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

const failure = (message) => ({ errors: [{ message }] });
