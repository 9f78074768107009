import { describe, expect, it } from 'vitest';
import type { SessionView } from '@/features/sessions/api/shapes';
import { draftAgain, emptyDraft, lacks, mayPlanAgain, newPerson, planOf, type Draft } from './plan';

const now = Date.parse('2026-11-22T12:00:00Z');
const whole: Draft = {
  title: ' Mock for Casey ',
  wall: '2026-12-01T14:00',
  timeZone: 'America/New_York',
  message: '',
  people: [
    newPerson('CANDIDATE', ' Casey@Example.org '),
    newPerson('INTERVIEWER', 'ivan', 'Ivan'),
    newPerson('OBSERVER'),
  ],
  agenda: [{ questionId: 'kv-cache', title: 'KV cache', minutes: 25 }],
};

const missed = {
  title: 'Coding round',
  state: 'NO_SHOW',
  startsAt: '2026-11-20T14:00:00Z',
  timeZone: 'UTC',
  peer: false,
  mayManage: true,
  me: { participantId: 'p1', role: 'INTERVIEWER' },
  participants: [{ id: 'p2', role: 'CANDIDATE', name: 'Casey', account: 'casey' }],
  agenda: [{ id: 'a', position: 0, minutes: 25, questionId: 'kv-cache', title: 'KV cache' }],
} as unknown as SessionView;

describe('a session that did not take place', () => {
  it('is planned again with its people and agenda, at a time to come', () => {
    const draft = draftAgain(missed, now);
    expect(lacks(draft, now)).toEqual([]);
    expect(planOf(draft)).toMatchObject({
      title: 'Coding round',
      startsAt: '2026-11-23T12:00:00.000Z',
      participants: [{ role: 'CANDIDATE', account: 'casey' }],
      agenda: [{ questionId: 'kv-cache', minutes: 25 }],
    });
  });

  it('is planned again by who leads it, and only when it is over', () => {
    expect(mayPlanAgain(missed, true)).toBe(true);
    expect(mayPlanAgain(missed, false)).toBe(false);
    expect(mayPlanAgain({ ...missed, mayManage: false }, true)).toBe(false);
    expect(mayPlanAgain({ ...missed, peer: true }, true)).toBe(false);
    expect(mayPlanAgain({ ...missed, state: 'SCHEDULED' }, true)).toBe(false);
  });
});

describe('a plan', () => {
  it('says everything that it lacks, in the order of the form', () => {
    expect(lacks(emptyDraft(now), now).map(({ field }) => field)).toEqual([
      'title',
      'people',
      'agenda',
    ]);
  });

  it('does not lie in the past', () => {
    expect(lacks({ ...whole, wall: '2026-11-22T06:59' }, now)[0]?.text).toBe(
      'That time has passed.',
    );
    expect(lacks({ ...whole, wall: '2026-11-22T07:01' }, now)).toEqual([]);
  });

  it('names nobody twice, however it is spelt', () => {
    const people = [...whole.people, newPerson('OBSERVER', 'IVAN')];
    expect(lacks({ ...whole, people }, now)[0]?.text).toBe('ivan is listed twice.');
  });

  it('has one candidate', () => {
    const people = [...whole.people, newPerson('CANDIDATE', 'cody')];
    expect(lacks({ ...whole, people }, now)[0]?.text).toBe('Only one person can be interviewed.');
  });

  it('is sent without empty lines and loose ends', () => {
    expect(planOf(whole)).toEqual({
      title: 'Mock for Casey',
      startsAt: '2026-12-01T19:00:00.000Z',
      timeZone: 'America/New_York',
      participants: [
        { role: 'CANDIDATE', account: 'casey@example.org' },
        { role: 'INTERVIEWER', account: 'ivan', name: 'Ivan' },
      ],
      agenda: [{ questionId: 'kv-cache', minutes: 25 }],
    });
  });
});
