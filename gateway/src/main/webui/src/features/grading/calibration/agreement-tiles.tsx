import { Stack, Text } from '@mantine/core';
import { Tile, Tiles } from '@/components/tile';
import { ToneBadge } from '@/components/tone-badge';
import type { Agreement } from '@/lib/api/types';
import { signed } from '@/lib/format';
import { basis, figure, interval, kappaWord } from '@/features/grading/figures';

export interface AgreementTilesProps {
  agreement: Agreement;
}

export function AgreementTiles({ agreement }: AgreementTilesProps) {
  const { exact, adjacent, kappa, meanDifference, enough } = agreement;
  return (
    <Stack gap="sm" data-testid="agreement">
      <Tiles>
        <Tile
          label="Same level"
          value={figure(exact, 'share')}
          note={interval(exact, 'share')}
          faint={!enough}
        />
        <Tile
          label="At most one apart"
          value={figure(adjacent, 'share')}
          note={interval(adjacent, 'share')}
          faint={!enough}
        />
        <Tile
          label="Weighted kappa"
          value={figure(kappa, 'coefficient')}
          note={
            kappa
              ? [kappaWord(kappa.value), interval(kappa, 'coefficient')].filter(Boolean).join('; ')
              : 'cannot be told: all levels are one'
          }
          faint={!enough}
        />
        <Tile
          label="Person less grader"
          value={meanDifference ? signed(meanDifference.value, 2) : '–'}
          note={interval(meanDifference, 'coefficient')}
          faint={!enough}
        />
        <Tile label="Stands on" value={agreement.attempts} note={basis(agreement)} />
      </Tiles>
      {!enough && (
        <Text size="sm" component="div">
          <ToneBadge tone="doubtful" me={6}>
            Too few
          </ToneBadge>
          Fewer than twenty answers: take these figures as a look, not as a finding.
        </Text>
      )}
    </Stack>
  );
}
