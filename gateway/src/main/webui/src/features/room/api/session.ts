import { csrfHeader } from '@/lib/api/client';
import { errorOf, UnreachableError } from '@/lib/api/problem';
import type { RedFlag, Rubric } from '@/lib/api/types';

export type SessionPhase = 'SCHEDULED' | 'LIVE' | 'SCORING' | 'RELEASED' | 'CANCELLED';

/** What the room wants to know of its session; the room itself says the rest. */
export interface SessionFacts {
  id: string;
  title: string;
  state: SessionPhase;
  startsAt: string;
  minutes: number;
  participants?: { id: string; name: string }[];
}

/** Everything that an interviewer may know of a question of the agenda. */
export interface GuideQuestion {
  title: string;
  prompt: string;
  probe?: string;
  rubric?: Rubric;
  redFlags?: RedFlag[];
  strongAnswer?: string;
  followUps?: string[];
  hints?: string[];
}

export interface GuideItem {
  itemId: string;
  question: GuideQuestion;
}

async function call<T>(method: 'GET' | 'POST', path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/sessions/${path}`, {
      method,
      headers: csrfHeader,
      credentials: 'same-origin',
    });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!response.ok) {
    throw await errorOf(response);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const at = (id: string) => encodeURIComponent(id);

export const readSession = (id: string) => call<SessionFacts>('GET', at(id));

export async function readGuide(id: string): Promise<GuideItem[]> {
  const guide = await call<{ items: GuideItem[] } | GuideItem[]>('GET', `${at(id)}/guide`);
  return Array.isArray(guide) ? guide : guide.items;
}

export const openSession = (id: string) => call<unknown>('POST', `${at(id)}/opening`);

export const endSession = (id: string) => call<unknown>('POST', `${at(id)}/end`);
