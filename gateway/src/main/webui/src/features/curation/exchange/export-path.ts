import type { Format } from './formats';

export interface ExportFilter {
  q: string;
  topic: string[];
  round: string[];
  level: string[];
}

/** Where the browser downloads the file from. */
export function exportPath(format: Format, { q, topic, round, level }: ExportFilter): string {
  const params = new URLSearchParams({ format });
  if (q.trim() !== '') {
    params.set('q', q.trim());
  }
  for (const [name, values] of Object.entries({ topic, round, level })) {
    values.forEach((value) => params.append(name, value));
  }
  return `/api/catalog/exports?${params.toString()}`;
}
