import type { BadgeTone } from '@/components/tone-badge';
import type { CuratedSummary, DraftView } from '@/lib/api/types';

interface Word {
  label: string;
  tone: BadgeTone;
}

const stateWords: Record<CuratedSummary['state'], Word> = {
  draft: { label: 'Draft', tone: 'plain' },
  'in-review': { label: 'In review', tone: 'busy' },
  approved: { label: 'Approved', tone: 'good' },
  scheduled: { label: 'Scheduled', tone: 'busy' },
  published: { label: 'Published', tone: 'good' },
  retired: { label: 'Retired', tone: 'doubtful' },
  discarded: { label: 'Discarded', tone: 'plain' },
};

export const stateWord = (state: string): Word =>
  stateWords[state.toLowerCase() as CuratedSummary['state']] ?? { label: state, tone: 'plain' };

const draftWords: Record<DraftView['state'], Word> = {
  DRAFT: stateWords.draft,
  IN_REVIEW: stateWords['in-review'],
  APPROVED: stateWords.approved,
  SCHEDULED: stateWords.scheduled,
};

export const draftWord = (state: DraftView['state']): Word => draftWords[state];
