import type { TypedDocumentString } from "./generated/graphql.js";
import { Refused, SILENT, isAnswer, type Answer } from "./refused.js";

/** Where a server is, and how it is asked. */
export interface Place {
  /** Its endpoint, such as `https://detente.example/graphql`. */
  readonly url: string;
  /** Whose token goes with every question; without one the public asks. */
  readonly token?: string;
  /** Ask by the digests in `persisted-documents.json`: for a server that was started with it (`serve --trusted`). */
  readonly trusted?: boolean;
  /** What fetches, where that is not the `fetch` of the platform. */
  readonly fetch?: typeof fetch;
}

/** What is sent: a document by its text or its digest, and its variables. */
export type Question = { readonly variables: unknown } & ({ readonly query: string } | { readonly documentId: string });

/** Asks a server, one question after another. */
export class Detente {
  constructor(readonly place: Place) {}

  /** Asks once. What is wrong is thrown as `Refused`, with whatever was answered all the same. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Data> {
    const fetches = this.place.fetch ?? fetch;
    const response = await fetches(this.place.url, {
      method: "POST",
      headers: { ...this.headers(), accept: "application/graphql-response+json", "content-type": "application/json" },
      body: JSON.stringify(this.question(document, variables)),
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Refused([{ message: SILENT }], undefined, { cause: error });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!isAnswer(answer)) {
      throw new Refused([{ message: `The server answered ${response.status}, and no GraphQL.` }]);
    }
    return whole<Data>(answer);
  }

  /** What goes with every question. */
  headers(): Record<string, string> {
    return this.place.token ? { authorization: `Bearer ${this.place.token}` } : {};
  }

  /** A question as it is sent. */
  question<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Question {
    const hash: unknown = document.__meta__?.["hash"];
    const known = this.place.trusted && typeof hash === "string";
    return known ? { documentId: hash, variables } : { query: document.toString(), variables };
  }
}

/** The data of an answer in which nothing is wrong. */
export function whole<Data>(answer: Answer): Data {
  if (answer.errors && answer.errors.length > 0) throw new Refused(answer.errors, answer.data);
  return answer.data as Data;
}
