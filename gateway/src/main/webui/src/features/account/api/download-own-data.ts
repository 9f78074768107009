import { errorOf, UnreachableError } from '@/lib/api/problem';

/** All that Greenroom holds of the reader, as an archive; it comes whole, or not at all. */
export async function downloadOwnData(): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch('/api/me/export', { credentials: 'same-origin' });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!response.ok) {
    throw await errorOf(response);
  }
  try {
    return await response.blob();
  } catch (error) {
    // It broke off: part of it would look like all of it.
    throw new UnreachableError(error);
  }
}
