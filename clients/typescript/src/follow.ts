import { NetworkError, createClient } from "graphql-sse";
import { type Detente, whole } from "./client.js";
import { type ChangedSubscription, type ChangedSubscriptionVariables, ChangedDocument } from "./generated/graphql.js";
import { type Patience, LONGEST, longer, pause } from "./patience.js";
import { Refused, answered, type Answer } from "./refused.js";

/** A record that changed. */
export type Change = ChangedSubscription["recordChanged"];

/** What of the record is followed, and how patiently. */
export interface Following extends ChangedSubscriptionVariables, Patience {
  /**
   * Called each time that it is connected, and waited for. What changed until then may not have been told yet: what is asked now
   * holds it, and what changes from now on is told.
   */
  readonly here?: () => void | Promise<void>;
  /** After how long without a sign of life it connects again, in milliseconds: the server gives one every 12 s. */
  readonly silence?: number;
}

/**
 * Each record that changes, as it happens. Where the connection breaks off it goes on from the last change, or from where it began,
 * so that none is missed; the `cursor` of a change, given as `after`, goes on from it at any later time. Without `after` it begins
 * from as high as the ledger is when it is first reached: who asks something before asks `height` before that, and gives it.
 */
export async function* follow(detente: Detente, following: Following = {}): AsyncGenerator<Change, void, undefined> {
  const { signal, patience = 500, away, here, silence = 30_000, ...variables } = following;
  let { after } = variables;
  let wait = patience;
  while (!signal?.aborted) {
    const began = Date.now();
    try {
      after ??= `${await detente.height(signal)}`;
      for await (const told of listen(detente, { ...variables, after }, silence, signal)) {
        if (told === HERE) {
          await here?.();
        } else {
          const change = whole<ChangedSubscription>(told).recordChanged;
          wait = patience;
          after = change.cursor;
          yield change;
        }
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof Refused && error.passes)) throw error;
      away?.(error);
    }
    // One that was there for long is not failing.
    if (Date.now() - began > LONGEST) wait = patience;
    await pause(wait, signal);
    wait = longer(wait);
  }
}

/** Stands before what is told: the connection is there. */
const HERE = Symbol("here");

/** What the server tells; breaks off with what went wrong. */
async function* listen(detente: Detente, variables: ChangedSubscriptionVariables, silence: number, signal?: AbortSignal) {
  const told: (Answer | typeof HERE)[] = [];
  let over: { readonly why: unknown } | undefined;
  let wake = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (what: Answer | typeof HERE) => (told.push(what), wake());
  const end = (why?: unknown) => {
    over ??= { why };
    clearTimeout(timer);
    stop();
    wake();
  };
  const alive = () => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => end(Refused.silent(new Error(`nothing came for ${silence} ms`))), silence);
  };
  const { url, fetch: fetches = fetch } = detente.place;
  const fetchFn: typeof fetch = async (...asked) => heard(await fetches(...asked), alive);
  const client = createClient({ url, headers: detente.headers(), retryAttempts: 0, fetchFn });
  // It sends what it is given, also an identifier in place of a text.
  const question = detente.question(ChangedDocument, variables) as { query: string; variables: Record<string, unknown> };
  const sink = { next: (answer: unknown) => put(answer as Answer), error: end, complete: () => end(Refused.silent("it was ended")) };
  const stop = client.subscribe(question, sink, { connected: () => put(HERE) });
  alive();
  const aborted = () => end();
  signal?.addEventListener("abort", aborted);
  try {
    while (!signal?.aborted) {
      const next = told.shift();
      if (next) yield next;
      else if (over) throw await read(over.why);
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener("abort", aborted);
    end();
  }
}

/** The same response; whatever comes of it is a sign of life. */
function heard(response: Response, alive: () => void): Response {
  if (!response.ok || !response.body) return response;
  const signs = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, on) {
      alive();
      on.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(signs), response);
}

/** What went wrong, in the words of the server if it said any. A `TypeError` is what `fetch` says of a network. */
async function read(error: unknown): Promise<unknown> {
  if (error instanceof TypeError) return Refused.silent(error);
  if (!(error instanceof NetworkError)) return error;
  const response = error.response as Response | undefined;
  if (!response) return Refused.silent(error);
  const { status } = response;
  const text = await response.text().catch(() => "");
  try {
    return new Refused(answered(text, status).errors ?? [], { status });
  } catch (refused) {
    return refused;
  }
}
