import { expect, it } from 'vitest';
import { loudness, mediaFailure } from './media-failure';

const failed = (name: string) => Object.assign(new Error(), { name });

it('says what can be done about a device that is not there', () => {
  expect(mediaFailure(failed('NotAllowedError'), 'camera')).toContain('Allow it');
  expect(mediaFailure(failed('NotFoundError'), 'microphone')).toContain('No microphone was found');
  expect(mediaFailure(failed('NotReadableError'), 'camera')).toContain('Another program');
  expect(mediaFailure('odd', 'camera')).toContain('works fully without it');
});

it('hears silence, a voice and a shout', () => {
  const wave = (height: number) =>
    Uint8Array.from({ length: 512 }, (_, index) => 128 + Math.round(height * Math.sin(index / 5)));
  expect(loudness(wave(0))).toBe(0);
  expect(loudness(new Uint8Array())).toBe(0);
  const voice = loudness(wave(12));
  expect(voice).toBeGreaterThan(0.4);
  expect(loudness(wave(120))).toBeGreaterThan(voice);
  expect(loudness(wave(127))).toBeLessThanOrEqual(1);
});
