/** The one place that talks to the server: sends a question, and gives an answer or a refusal. */
import type { Problem } from "./schemas.gen";

/** What is sent. A value that is undefined is left out. */
export type Question = {
  readonly method: string;
  /** Below the base, with every part of it escaped. */
  readonly path: string;
  readonly query?: { readonly [name: string]: unknown };
  readonly body?: unknown;
  readonly bytes?: Blob | ArrayBuffer;
  /** The ETag of what was read: an edit is kept only on that version. */
  readonly version?: string;
  readonly signal?: AbortSignal | undefined;
};

/** What came back, and at which version the row is (null where it has none). */
export type Answered<Body> = {
  readonly status: number;
  readonly body: Body;
  readonly version: string | null;
};

export type Client = {
  readonly json: <Body>(question: Question) => Promise<Answered<Body>>;
  readonly bytes: (question: Question) => Promise<Response>;
};

/** The server refused: why, and what to do, stands in the problem. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "Refused";
  }

  /** Somebody else edited it since it was read: read it again. */
  get isStale(): boolean {
    return this.problem.status === 412;
  }

  /** Nobody is signed in any more. */
  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }
}

/** A refusal that came without a problem: something between us and the server answered. */
function unexplained(response: Response): Problem {
  return {
    type: "urn:restride:problem:unexplained",
    title: "No answer that can be read",
    status: response.status,
    detail: `The server answered ${response.status} without saying why. Try again.`,
  };
}

async function problemOf(response: Response): Promise<Problem> {
  const kind = response.headers.get("Content-Type") ?? "";
  if (!kind.startsWith("application/problem+json")) return unexplained(response);
  return (await response.json()) as Problem;
}

/** Made on the device: what is sent twice under it is kept once. */
export const newClientUuid = (): string => crypto.randomUUID();

const CSRF = /(?:^|;\s*)restride_csrf=([^;]+)/;

function written(query: { readonly [name: string]: unknown }): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) found.append(name, String(each));
    }
  }
  const text = found.toString();
  return text === "" ? "" : `?${text}`;
}

function headersOf(question: Question, cookies: () => string): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (question.body !== undefined) headers.set("Content-Type", "application/json");
  if (question.bytes !== undefined) headers.set("Content-Type", "application/octet-stream");
  if (question.version !== undefined) headers.set("If-Match", question.version);
  const token = CSRF.exec(cookies())?.[1];
  if (token !== undefined && question.method !== "GET") headers.set("X-CSRFToken", token);
  return headers;
}

/**
 * Make a client.
 *
 * @param base Where the API stands.
 * @param cookies Gives the cookies of the page; the session itself is not among them.
 */
export function makeClient(
  base = "/api",
  cookies: () => string = () => document.cookie,
): Client {
  async function bytes(question: Question): Promise<Response> {
    const body = question.bytes ?? (question.body === undefined ? null : JSON.stringify(question.body));
    const response = await fetch(`${base}${question.path}${written(question.query ?? {})}`, {
      method: question.method,
      headers: headersOf(question, cookies),
      body,
      credentials: "same-origin",
      signal: question.signal ?? null,
    });
    if (!response.ok) throw new Refused(await problemOf(response));
    return response;
  }

  async function json<Body>(question: Question): Promise<Answered<Body>> {
    const response = await bytes(question);
    const body = (response.status === 204 ? null : await response.json()) as Body;
    return { status: response.status, body, version: response.headers.get("ETag") };
  }

  return { json, bytes };
}
