import { HeightDocument, type TypedDocumentString } from "./generated/graphql.js";
import { Refused, answered, type Answer } from "./refused.js";

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
    const asked = async () => {
      const response = await fetches(this.place.url, {
        method: "POST",
        headers: { ...this.headers(), accept: "application/graphql-response+json", "content-type": "application/json" },
        body: JSON.stringify(this.question(document, variables)),
        ...(signal ? { signal } : {}),
      });
      return { status: response.status, text: await response.text() };
    };
    const { status, text } = await asked().catch((error: unknown) => {
      signal?.throwIfAborted();
      throw Refused.silent(error);
    });
    return whole<Data>(answered(text, status), status);
  }

  /** How high the ledger is: the number of its newest revision. What is asked after this is not older. */
  async height(signal?: AbortSignal): Promise<number> {
    const { revisions } = await this.ask(HeightDocument, {}, signal);
    return revisions.nodes[0]?.number ?? 0;
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
export function whole<Data>({ data, errors }: Answer, status?: number): Data {
  if (errors && errors.length > 0) throw new Refused(errors, { data, status });
  return data as Data;
}
