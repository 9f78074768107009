import { csrfHeader } from '@/lib/api/client';
import { errorOf, UnreachableError } from '@/lib/api/problem';
import { connection } from '@/lib/connection';
import { session } from '@/lib/session';

export interface CallOptions {
  body?: unknown;
  /** The revision the change is made on. */
  revision?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/** A call under /api/sessions; what the server refuses is thrown as the problem it is. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { body, revision, idempotencyKey, signal, keepalive }: CallOptions = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/sessions${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        ...csrfHeader,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      keepalive,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    connection.missed();
    throw new UnreachableError(error);
  }
  if (!response.ok) {
    const error = await errorOf(response);
    if (error instanceof UnreachableError) {
      connection.missed();
    } else {
      connection.reached();
    }
    if (response.status === 401) {
      session.refused();
    }
    throw error;
  }
  connection.reached();
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Query parameters; what is undefined or empty is left out. */
export function query(values: Record<string, string | number | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') {
      params.set(name, String(value));
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
