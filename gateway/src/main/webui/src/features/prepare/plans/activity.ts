import type { Round } from '@/lib/api/types';

interface Doable {
  kind: 'practice' | 'read' | 'write' | 'mock' | 'rest';
  minutes: number;
  topic?: string;
  round?: Round;
  loop?: string;
  guide?: string;
}

/** Where an activity is done, if that is here. */
export function placeOf(activity: Doable): { to: string; label: string } | null {
  const { kind, minutes, topic, round, loop, guide } = activity;
  if (guide) {
    return { to: `/guides/${guide}`, label: 'Open the guide' };
  }
  if (loop) {
    return { to: `/loops/${loop}`, label: 'Open the loop' };
  }
  if (kind === 'practice') {
    const wanted = new URLSearchParams({ ...(topic && { topic }), ...(round && { round }) });
    return { to: `/questions?${wanted.toString()}`, label: 'Find questions' };
  }
  if (kind === 'mock' && round) {
    return { to: `/random-set?round=${round}&minutes=${minutes}`, label: 'Draw questions' };
  }
  if (topic) {
    return { to: `/topics/${topic}`, label: 'Open the topic' };
  }
  return round ? { to: `/rounds/${round}`, label: 'Open the round' } : null;
}

export const kindLabels: Record<Doable['kind'], string> = {
  practice: 'Practise',
  read: 'Read',
  write: 'Write',
  mock: 'Mock',
  rest: 'Rest',
};

/** How many weeks of a plan would already be over on this day; dates like `2026-12-24`. */
export const weeksOver = (weeks: readonly { to?: string }[], today: string): number =>
  weeks.filter(({ to }) => to !== undefined && to < today).length;
