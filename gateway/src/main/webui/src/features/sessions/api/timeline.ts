import { queryOptions } from '@tanstack/react-query';
import { call, query } from './call';
import { keys } from './keys';
import type { RoomNote, TimelineEntry, TimelinePage } from './shapes';

export interface Timeline {
  entries: TimelineEntry[];
  notes: RoomNote[];
}

const pageSize = 1_000;

/** The room's whole log, page by page; each page has the notes that were taken along it. */
async function readTimeline(id: string, signal: AbortSignal): Promise<Timeline> {
  const timeline: Timeline = { entries: [], notes: [] };
  const notes = new Map<string, RoomNote>();
  for (let after: number | null = 0; after !== null;) {
    const page: TimelinePage = await call<TimelinePage>(
      'GET',
      `/${id}/timeline${query({ after, size: pageSize })}`,
      { signal },
    );
    timeline.entries.push(...page.entries);
    for (const note of page.notes ?? []) {
      notes.set(note.id, note);
    }
    after = page.entries.length === 0 ? null : (page.next ?? null);
  }
  timeline.notes.push(...notes.values());
  return timeline;
}

export function timelineQuery(id: string) {
  return queryOptions({
    queryKey: keys.timeline(id),
    queryFn: ({ signal }) => readTimeline(id, signal),
    staleTime: 60_000,
  });
}
