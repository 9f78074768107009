import { describe, expect, it } from 'vitest';
import { emptyDraft, lacks, newPerson, planOf, type Draft } from './plan';

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
