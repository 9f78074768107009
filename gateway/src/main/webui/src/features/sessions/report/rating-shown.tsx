import { Rating as Stars, Stack, Text } from '@mantine/core';
import { Section } from '@/components/section';
import type { Rating } from '@/features/sessions/api/shapes';
import classes from './report-page.module.css';

/** What the candidate thought of the interview, for its panel. */
export function RatingShown({ rating }: { rating: Rating | null }) {
  return (
    <Section title="What the candidate says">
      {rating ? (
        <Stack gap="xs">
          <Stars value={rating.stars} readOnly aria-label={`${rating.stars} of 5 stars`} />
          {rating.comment && <Text className={classes.text}>{rating.comment}</Text>}
          {rating.reply && <Text className={classes.text}>{rating.reply}</Text>}
        </Stack>
      ) : (
        <Text c="dimmed">Nothing yet.</Text>
      )}
    </Section>
  );
}
