import { Badge, type BadgeProps } from '@mantine/core';

export type BadgeTone = 'good' | 'doubtful' | 'bad' | 'busy' | 'plain';

const tones: Record<BadgeTone, Pick<BadgeProps, 'bg' | 'c'>> = {
  good: { bg: 'var(--gr-tone-0)', c: 'var(--gr-tone-0-strong)' },
  doubtful: { bg: 'var(--gr-tone-1)', c: 'var(--gr-tone-1-strong)' },
  bad: { bg: 'var(--gr-tone-flag)', c: 'var(--gr-tone-flag-strong)' },
  busy: { bg: 'var(--gr-tone-2)', c: 'var(--gr-tone-2-strong)' },
  plain: { bg: 'var(--gr-inset)', c: 'var(--mantine-color-text)' },
};

export interface ToneBadgeProps extends Omit<BadgeProps, 'color' | 'bg' | 'c'> {
  tone: BadgeTone;
}

/** A word on a colour that can be read in both schemes; the word says it, the colour only helps. */
export function ToneBadge({ tone, ...badge }: ToneBadgeProps) {
  return <Badge radius="sm" tt="none" miw="max-content" {...tones[tone]} {...badge} />;
}
