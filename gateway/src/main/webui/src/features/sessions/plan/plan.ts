import type { SessionPlan, SessionRole, SessionView } from '@/features/sessions/api/shapes';
import { instantOf, ownZone, wallTime } from '@/features/sessions/zones';
import type { PlannedQuestion } from './agenda';

export interface PlannedPerson {
  /** For the list's sake only. */
  key: string;
  role: SessionRole;
  account: string;
  name: string;
}

/** A session as it is being planned. */
export interface Draft {
  title: string;
  /** On the clock of `timeZone`, like `2026-12-01T14:00`. */
  wall: string;
  timeZone: string;
  message: string;
  loopId?: string;
  people: PlannedPerson[];
  /** Whom and what a match has joined stays; only its time changes. */
  peer?: boolean;
  agenda: PlannedQuestion[];
}

let people = 0;
export const newPerson = (role: SessionRole, account = '', name = ''): PlannedPerson => ({
  key: `person-${(people += 1)}`,
  role,
  account,
  name,
});

function inADay(now: number): string {
  const soon = new Date(now + 86_400_000);
  soon.setUTCMinutes(0, 0, 0);
  return soon.toISOString();
}

/** A whole hour tomorrow, in the reader's own zone. */
export function emptyDraft(now: number): Draft {
  const timeZone = ownZone();
  return {
    title: '',
    wall: wallTime(inADay(now), timeZone),
    timeZone,
    message: '',
    people: [newPerson('CANDIDATE')],
    agenda: [],
  };
}

export function draftOf(session: SessionView): Draft {
  return {
    title: session.title,
    wall: wallTime(session.startsAt, session.timeZone),
    timeZone: session.timeZone,
    message: session.message ?? '',
    ...(session.loopId && { loopId: session.loopId }),
    ...(session.peer && { peer: true }),
    people: session.participants.map(({ role, account = '', name }) =>
      newPerson(role, account, name),
    ),
    agenda: session.agenda.flatMap(({ questionId, title = '', minutes }) =>
      questionId ? [{ questionId, title, minutes }] : [],
    ),
  };
}

/** The same agenda and people at another time. */
export const draftAgain = (session: SessionView, now: number): Draft => ({
  ...draftOf(session),
  wall: wallTime(inADay(now), session.timeZone),
});

/** What did not come about can be planned anew by whoever leads it; a match is found anew. */
export const mayPlanAgain = (
  { state, peer, mayManage, me }: SessionView,
  plansSessions: boolean,
): boolean =>
  plansSessions &&
  !peer &&
  (mayManage ?? me.role === 'INTERVIEWER') &&
  (state === 'CANCELLED' || state === 'NO_SHOW');

export interface Lack {
  field: 'title' | 'when' | 'people' | 'agenda';
  text: string;
}

/** What a plan still lacks, in the order of the form. */
export function lacks(draft: Draft, now: number): Lack[] {
  const found: Lack[] = [];
  const miss = (field: Lack['field'], text: string) => found.push({ field, text });
  if (draft.title.trim() === '') {
    miss('title', 'Give it a title.');
  }
  const startsAt = instantOf(draft.wall, draft.timeZone);
  if (startsAt === null) {
    miss('when', 'Say when it starts.');
  } else if (new Date(startsAt).getTime() < now) {
    miss('when', 'That time has passed.');
  }
  const named = draft.people.filter(({ account }) => account.trim() !== '');
  const accounts = named.map(({ account }) => account.trim().toLowerCase());
  const candidates = named.filter(({ role }) => role === 'CANDIDATE').length;
  if (draft.peer) {
    // They are who they are.
  } else if (candidates === 0) {
    miss('people', 'Say who is interviewed.');
  } else if (candidates > 1) {
    miss('people', 'Only one person can be interviewed.');
  }
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) {
    miss('people', `${twice} is listed twice.`);
  }
  if (draft.agenda.length === 0) {
    miss('agenda', 'Put at least one question on the agenda.');
  }
  return found;
}

/** What is sent; only of a plan that lacks nothing. */
export function planOf(draft: Draft): SessionPlan {
  return {
    title: draft.title.trim(),
    startsAt: instantOf(draft.wall, draft.timeZone) ?? '',
    timeZone: draft.timeZone,
    ...(draft.message.trim() !== '' && { message: draft.message.trim() }),
    ...(draft.loopId && { loopId: draft.loopId }),
    participants: draft.people
      .filter(({ account }) => account.trim() !== '')
      .map(({ role, account, name }) => ({
        role,
        account: account.trim().toLowerCase(),
        ...(name.trim() !== '' && { name: name.trim() }),
      })),
    agenda: draft.agenda.map(({ questionId, minutes }) => ({ questionId, minutes })),
  };
}
