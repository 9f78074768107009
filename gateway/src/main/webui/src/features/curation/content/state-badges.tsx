import { Group } from '@mantine/core';
import { ToneBadge } from '@/components/tone-badge';
import type { CuratedSummary } from '@/lib/api/types';
import { draftWord, stateWord } from './labels';

export interface StateBadgesProps {
  question: Pick<CuratedSummary, 'state' | 'publishedVersion'> & {
    draft?: Pick<NonNullable<CuratedSummary['draft']>, 'state'>;
  };
}

/** Where a question stands, and where its next draft does. */
export function StateBadges({ question: { state, publishedVersion, draft } }: StateBadgesProps) {
  const settled = state === 'published' || state === 'retired' || state === 'discarded';
  return (
    <Group gap={6} wrap="wrap">
      {settled && (
        <ToneBadge tone={stateWord(state).tone} data-testid="question-state">
          {stateWord(state).label}
          {publishedVersion ? ` v${publishedVersion}` : ''}
        </ToneBadge>
      )}
      {draft && (
        <ToneBadge
          tone={draftWord(draft.state).tone}
          data-testid="draft-state"
          data-state={draft.state}
        >
          {settled
            ? `Next: ${draftWord(draft.state).label.toLowerCase()}`
            : draftWord(draft.state).label}
        </ToneBadge>
      )}
    </Group>
  );
}
