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

/** What else is known of a refusal. */
export interface Refusal extends ErrorOptions {
  readonly data?: unknown;
  readonly status?: number | undefined;
}

/** The words of the server for what goes by, whatever the status. */
const PASSING = ["SLOW_CONSUMER", "BUSY", "TIMEOUT", "DATABASE_BUSY", "DATABASE_GONE"];

/** A question that was not answered, or not wholly. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** What was answered all the same. */
  readonly data: unknown;
  /** The status of HTTP; none where nobody answered, or where it broke off later. */
  readonly status: number | undefined;

  constructor(
    /** Everything that is wrong. */
    readonly faults: readonly Fault[],
    { data, status, ...options }: Refusal = {},
  ) {
    super(faults.map((fault) => fault.message).join(" "), options);
    this.data = data;
    this.status = status;
  }

  /** Nobody answered, or not to the end. */
  static silent(cause: unknown): Refused {
    return new Refused([{ message: "The server does not answer." }], { cause });
  }

  /** The word for programs of the first fault: docs/serving.md has them. */
  get code(): string | undefined {
    return this.faults[0]?.extensions?.code;
  }

  /** Whether it is worth trying again: nobody answered, it broke off, the server stops or is busy, or the listener was too slow. */
  get passes(): boolean {
    if (this.status !== undefined && (this.status === 429 || this.status >= 500)) return true;
    return this.code === undefined ? this.status === undefined : PASSING.includes(this.code);
  }
}

/** The answer that a text holds. */
export function answered(text: string, status: number): Answer {
  try {
    const json: unknown = JSON.parse(text);
    if (isAnswer(json)) return json;
  } catch {
    // It is said below.
  }
  throw new Refused([{ message: `The server answered ${status}, and no GraphQL.` }], { status });
}

const isAnswer = (json: unknown): json is Answer =>
  typeof json === "object" && json !== null && ("data" in json || "errors" in json);
