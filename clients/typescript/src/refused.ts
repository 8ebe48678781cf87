/** What is wrong with a question, or with a part of its answer. */
export interface Fault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** An answer as it comes. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly Fault[];
}

export const SILENT = "The server does not answer.";

/** A question that was not answered, or not wholly. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    /** Everything that is wrong. */
    readonly faults: readonly Fault[],
    /** What was answered all the same. */
    readonly data?: unknown,
    options?: ErrorOptions,
  ) {
    super(faults.map((fault) => fault.message).join(" "), options);
  }

  /** The word for programs of the first fault: docs/serving.md has them. */
  get code(): string | undefined {
    return this.faults[0]?.extensions?.code;
  }
}

export const isAnswer = (json: unknown): json is Answer =>
  typeof json === "object" && json !== null && ("data" in json || "errors" in json);
