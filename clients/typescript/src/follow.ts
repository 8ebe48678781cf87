import { NetworkError, createClient } from "graphql-sse";
import { type Detente, whole } from "./client.js";
import { type ChangedSubscription, type ChangedSubscriptionVariables, ChangedDocument } from "./generated/graphql.js";
import { Refused, isAnswer } from "./refused.js";

/** A record that changed. */
export type Change = ChangedSubscription["recordChanged"];

/** What of the record is followed, and how patiently. */
export interface Following extends ChangedSubscriptionVariables {
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** How long it waits before it connects again, in milliseconds; after each failure twice as long, up to 30 s. */
  readonly patience?: number;
  /** Called when the connection broke off, and is made again. */
  readonly away?: (why: unknown) => void;
}

const LONGEST = 30_000;

/**
 * Each record that changes, as it happens. Where the connection breaks off it goes on from the last change, so that none is missed;
 * the `cursor` of a change, given as `after`, goes on from it at any later time.
 */
export async function* follow(detente: Detente, following: Following = {}): AsyncGenerator<Change, void, undefined> {
  const { signal, patience = 500, away, ...variables } = following;
  let after = variables.after;
  let wait = patience;
  while (!signal?.aborted) {
    const events = listen(detente, { ...variables, after });
    const end = () => void events.return?.();
    signal?.addEventListener("abort", end);
    try {
      for await (const told of { [Symbol.asyncIterator]: () => events }) {
        const change = whole<ChangedSubscription>(told).recordChanged;
        wait = patience;
        after = change.cursor;
        yield change;
      }
    } catch (error) {
      if (!passes(error)) throw await read(error);
      away?.(error);
    } finally {
      signal?.removeEventListener("abort", end);
      end();
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST);
  }
}

function listen(detente: Detente, variables: ChangedSubscriptionVariables) {
  const { url, fetch: fetchFn } = detente.place;
  const client = createClient({ url, headers: detente.headers(), retryAttempts: 0, ...(fetchFn ? { fetchFn } : {}) });
  // It sends what it is given, also an identifier in place of a text.
  const question = detente.question(ChangedDocument, variables) as { query: string; variables: Record<string, unknown> };
  return client.iterate(question) as AsyncIterator<{ data?: unknown; errors?: Refused["faults"] }>;
}

/** Whether it is worth trying again: nobody answered, it broke off, the server stops, or the listener was too slow. */
function passes(error: unknown): boolean {
  if (error instanceof Refused) return ["SLOW_CONSUMER", "BUSY", "TIMEOUT", "DATABASE_BUSY", "DATABASE_GONE"].includes(error.code ?? "");
  if (!(error instanceof NetworkError)) return false;
  const status = error.response?.status;
  return status === undefined || status === 429 || status >= 500;
}

/** What the server said, where it refused to begin. */
async function read(error: unknown): Promise<unknown> {
  const response = error instanceof NetworkError ? (error.response as Partial<Response> | undefined) : undefined;
  const answer: unknown = await response?.json?.().catch(() => undefined);
  return isAnswer(answer) && answer.errors ? new Refused(answer.errors) : error;
}

const pause = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
