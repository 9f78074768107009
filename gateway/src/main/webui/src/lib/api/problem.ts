import type { Problem } from './types';

/** The server answered, and the answer is a refusal (RFC 9457). */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    /** From `Retry-After`, when the server sent it in seconds. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }

  get status(): number {
    return this.problem.status;
  }

  /** The last part of `type`: `stale-revision`, `blank-answer`, … */
  get slug(): string {
    return this.problem.type.split(/[/#:]/).pop() ?? '';
  }
}

/** No answer came, or only from something in between: the work is not known to be done. */
export class UnreachableError extends Error {
  constructor(cause?: unknown) {
    super('Greenroom cannot be reached right now.', { cause });
    this.name = 'UnreachableError';
  }
}

const betweenUs = new Set([502, 503, 504]);

/** Turns a response that isn't 2xx into the error it stands for. */
export async function errorOf(response: Response): Promise<ProblemError | UnreachableError> {
  const problem = await readProblem(response);
  if (betweenUs.has(response.status)) {
    return new UnreachableError(problem);
  }
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ProblemError(problem, Number.isFinite(seconds) ? seconds : undefined);
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText || `The request was refused (${response.status})`,
    status: response.status,
  };
  if (!response.headers.get('Content-Type')?.includes('json')) {
    return fallback;
  }
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
