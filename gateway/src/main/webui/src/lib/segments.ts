/** A stretch of a text, in UTF-16 indices: `text.substring(start, end)`. */
export interface Span {
  id: string;
  start: number;
  end: number;
}

/** A stretch over which the same spans lie. */
export interface Segment {
  start: number;
  end: number;
  text: string;
  /** Ids of the spans over this stretch, the shortest (most specific) first. */
  covers: readonly string[];
  /** Ids of the spans that begin here, in the order given. */
  opens: readonly string[];
}

/**
 * Cuts a text at every edge of a span, so that overlapping spans can be drawn side by side. The segments, joined,
 * are the text again. A span that is empty or reaches outside the text is left out.
 */
export function segmentsOf(text: string, spans: readonly Span[]): Segment[] {
  const valid = spans.filter(
    ({ start, end }) =>
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      0 <= start &&
      start < end &&
      end <= text.length,
  );
  const edges = [...new Set([0, text.length, ...valid.flatMap(({ start, end }) => [start, end])])];
  edges.sort((a, b) => a - b);
  const bySize = [...valid].sort((a, b) => a.end - a.start - (b.end - b.start));

  const segments: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] ?? 0;
    const end = edges[i + 1] ?? text.length;
    segments.push({
      start,
      end,
      text: text.substring(start, end),
      covers: bySize.filter((span) => span.start <= start && end <= span.end).map(({ id }) => id),
      opens: valid.filter((span) => span.start === start).map(({ id }) => id),
    });
  }
  return segments;
}
