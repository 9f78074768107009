import { describe, expect, it } from 'vitest';
import { placeOf, weeksOver } from './activity';

describe('placeOf', () => {
  it('leads practice to the questions of its topic and round', () => {
    expect(placeOf({ kind: 'practice', minutes: 60, topic: 'rag', round: 'domain' })?.to).toBe(
      '/questions?topic=rag&round=domain',
    );
  });

  it('leads reading to the guide, the topic or the round that it names', () => {
    expect(placeOf({ kind: 'read', minutes: 20, guide: 'levels' })?.to).toBe('/guides/levels');
    expect(placeOf({ kind: 'read', minutes: 20, topic: 'rag' })?.to).toBe('/topics/rag');
    expect(placeOf({ kind: 'read', minutes: 20, round: 'coding' })?.to).toBe('/rounds/coding');
  });

  it('gives a mock of a round its minutes', () => {
    expect(placeOf({ kind: 'mock', minutes: 45, round: 'coding' })?.to).toBe(
      '/random-set?round=coding&minutes=45',
    );
  });

  it('leads nowhere when what is to be done is not done here', () => {
    expect(placeOf({ kind: 'write', minutes: 30 })).toBeNull();
  });
});

describe('weeksOver', () => {
  it('counts the weeks that ended before today; today still belongs to its week', () => {
    const weeks = [{ to: '2026-11-08' }, { to: '2026-11-15' }, { to: '2026-11-22' }];
    expect(weeksOver(weeks, '2026-11-15')).toBe(1);
    expect(weeksOver(weeks, '2026-11-16')).toBe(2);
    expect(weeksOver([{}], '2026-11-16')).toBe(0);
  });
});
