import { Refused } from "./refused.js";

/** How patiently a server is waited for. */
export interface Patience {
  /** Ends it, at once. */
  readonly signal?: AbortSignal;
  /** How long it waits before it tries again, in milliseconds; after each failure twice as long, up to 30 s. */
  readonly patience?: number;
  /** Called when the server does not answer, or the connection broke off: it is tried again. */
  readonly away?: (why: Refused) => void;
}

/** The longest wait, in milliseconds. */
export const LONGEST = 30_000;

/** After a failure twice as long. */
export const longer = (wait: number): number => Math.min(wait * 2, LONGEST);

/** Tries until it goes well, or is refused for good. */
export async function patiently<T>(attempt: () => Promise<T>, { signal, patience = 500, away }: Patience = {}): Promise<T> {
  for (let wait = patience; ; wait = longer(wait)) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refused && error.passes)) throw error;
      away?.(error);
    }
    await pause(wait, signal);
  }
}

/** Waits so many milliseconds, or until it is ended. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal?.addEventListener("abort", over);
  });
