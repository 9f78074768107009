const tones = ['2', '3', '4', '5', '1', '0'] as const;

/** A person's colour: the same on every screen and in every visit. */
export function toneOf(participant: string): string {
  let sum = 0;
  for (const character of participant) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  }
  return tones[sum % tones.length] ?? '2';
}

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
