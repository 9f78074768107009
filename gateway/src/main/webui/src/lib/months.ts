/** The last months, this one first, like `2026-11`; months begin and end in UTC, as the bill does. */
export function lastMonths(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

const format = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export const monthLabel = (month: string): string =>
  format.format(new Date(`${month}-01T00:00:00Z`));
