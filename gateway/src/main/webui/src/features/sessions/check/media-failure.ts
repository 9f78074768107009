/** Why a microphone or a camera is not there, in words, with what can be done. */
export function mediaFailure(error: unknown, device: 'microphone' | 'camera'): string {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return `Your browser does not let this page use the ${device}. Allow it by the sign beside the address, and try again.`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${device} was found. Plug one in and try again; the room works fully without it.`;
    case 'NotReadableError':
    case 'AbortError':
      return `Another program holds the ${device}. Close it and try again.`;
    case 'TypeError':
      return `Your browser gives this page no ${device}: that needs a secure address (https).`;
    default:
      return `The ${device} could not be started. The room works fully without it.`;
  }
}

/** How loud a stretch of sound is, from 0 to 1, as ears hear it; from bytes around 128. */
export function loudness(samples: Uint8Array): number {
  if (samples.length === 0) {
    return 0;
  }
  let sum = 0;
  for (const sample of samples) {
    const amplitude = (sample - 128) / 128;
    sum += amplitude * amplitude;
  }
  const level = Math.sqrt(sum / samples.length);
  if (level < 0.001) {
    return 0;
  }
  // From -60 dB, which is a quiet room, to 0 dB.
  return Math.max(0, Math.min(1, (20 * Math.log10(level) + 60) / 60));
}
