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
          <Stars
            value={rating.stars}
            readOnly
            role="img"
            aria-label={`${rating.stars} of 5 stars`}
          />
          {rating.comment && <Words of="On the interview" text={rating.comment} />}
          {rating.reply && <Words of="On the report" text={rating.reply} />}
        </Stack>
      ) : (
        <Text c="dimmed">Nothing yet.</Text>
      )}
    </Section>
  );
}

const Words = ({ of, text }: { of: string; text: string }) => (
  <div>
    <Text size="sm" c="dimmed">
      {of}
    </Text>
    <Text className={classes.text}>{text}</Text>
  </div>
);
