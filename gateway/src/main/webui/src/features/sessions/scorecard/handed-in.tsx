import { Anchor, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import '@/components/tones.css';
import type { Guide, Scorecard, SessionView } from '@/features/sessions/api/shapes';
import { recommendationLabel } from '@/features/sessions/labels';
import { toneOfLevel } from '@/lib/evidence-marks';
import { dayTime } from '@/lib/format';
import { levelName } from '@/lib/labels';
import { EvidenceList } from './criterion-row';
import { OpinionPanel } from './opinion-panel';
import { cardOver } from './scorecard';
import classes from './handed-in.module.css';

export interface HandedInProps {
  session: SessionView;
  guide: Guide;
  card: Scorecard;
}

/** One's own scorecard as it was handed in, and the grader's opinion of the same answers. */
export function HandedIn({ session, guide, card }: HandedInProps) {
  const { items, recommendation, feedback, privateRemark } = cardOver(guide, card);
  return (
    <Stack gap={36} data-testid="handed-in">
      <Notice icon={<IconCircleCheck />} title="Your scorecard is in">
        Handed in {card.handedInAt && dayTime(card.handedInAt)}. It is final.{' '}
        <Anchor
          component={Link}
          to={`/sessions/${session.id}/panel`}
          inherit
          underline="always"
          data-testid="to-panel"
        >
          On to the panel
        </Anchor>
      </Notice>
      {guide.items.map(({ itemId, question }) => {
        const item = items.find((other) => other.itemId === itemId);
        const rated = item?.criteria.some(({ level, notSeen }) => level !== null || notSeen);
        if (!item || !rated) {
          return null;
        }
        return (
          <Section key={itemId} title={question.title}>
            <div className={classes.criteria}>
              {question.rubric.criteria.map((criterion) => {
                const mark = item.criteria.find(({ criterionId }) => criterionId === criterion.id);
                return (
                  <div key={criterion.id} className={classes.criterion}>
                    <div className={classes.line}>
                      <Text fw={600} flex={1}>
                        {criterion.title}
                      </Text>
                      <Text size="sm">
                        {mark && mark.level !== null && mark.level !== undefined
                          ? `${mark.level} ${levelName(mark.level)}`
                          : 'not seen'}
                      </Text>
                    </div>
                    {mark?.note && <Text size="sm">{mark.note}</Text>}
                    <EvidenceList evidence={mark?.evidence ?? []} tone={toneOfLevel(mark?.level)} />
                  </div>
                );
              })}
            </div>
            <OpinionPanel
              sessionId={session.id}
              itemId={itemId}
              summary={item.summary ?? ''}
              card={item}
            />
          </Section>
        );
      })}
      <Section title="In all">
        {recommendation && <Text fw={600}>{recommendationLabel(recommendation)}</Text>}
        {feedback && <Text className={classes.text}>{feedback}</Text>}
        {privateRemark && (
          <Text c="dimmed" className={classes.text}>
            For the panel: {privateRemark}
          </Text>
        )}
      </Section>
    </Stack>
  );
}
