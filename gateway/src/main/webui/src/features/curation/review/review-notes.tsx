import { Paper, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DraftView } from '@/lib/api/types';
import { dayTime } from '@/lib/format';

export interface ReviewNotesProps {
  draft: Pick<DraftView, 'review' | 'state' | 'mayApprove'>;
}

/** Who asked for a review, and what was decided, with every comment. */
export function ReviewNotes({ draft: { review, state, mayApprove } }: ReviewNotesProps) {
  if (!review) {
    return null;
  }
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label="Review">
      <Stack gap="xs">
        <Note icon={<IconEye size={17} />} comment={review.comment}>
          {review.requestedBy} asked for a review {dayTime(review.requestedAt)}
        </Note>
        {review.decisions.map(({ by, at, decision, comment }) => (
          <Note
            key={`${by} ${at}`}
            icon={decision === 'approved' ? <IconCheck size={17} /> : <IconArrowBackUp size={17} />}
            comment={comment}
          >
            {by} {decision === 'approved' ? 'approved it' : 'sent it back'} {dayTime(at)}
          </Note>
        ))}
        {state === 'IN_REVIEW' && !mayApprove && (
          <Text size="sm" c="dimmed" ps={26}>
            You wrote on it, so another curator has to approve it.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

interface NoteProps {
  icon: ReactNode;
  comment: string | undefined;
  children: ReactNode;
}

function Note({ icon, comment, children }: NoteProps) {
  return (
    <div>
      <Text size="sm" style={{ display: 'flex', gap: '0.5rem', alignItems: 'center' }}>
        <span aria-hidden style={{ display: 'inline-flex' }}>
          {icon}
        </span>
        <span>{children}</span>
      </Text>
      {comment && (
        <Text size="sm" ps={26} style={{ whiteSpace: 'pre-wrap' }} data-testid="review-comment">
          {comment}
        </Text>
      )}
    </div>
  );
}
