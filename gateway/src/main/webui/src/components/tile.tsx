import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './tile.module.css';

export interface TileProps {
  label: string;
  value: ReactNode;
  /** What it stands on: a count, an interval. */
  note?: ReactNode;
  /** There is too little to conclude anything: the number steps back. */
  faint?: boolean;
}

export interface TilesProps {
  children: ReactNode;
}

/** Figures side by side, as terms and their values. */
export function Tiles({ children }: TilesProps) {
  return <dl className={classes.tiles}>{children}</dl>;
}

/** One figure, and beside it always how much it stands on. */
export function Tile({ label, value, note, faint }: TileProps) {
  return (
    <div className={classes.tile}>
      <dt>{label}</dt>
      <dd data-faint={faint || undefined} className={classes.value}>
        {value}
      </dd>
      {note && (
        <Text component="dd" size="xs" c="dimmed" className={classes.note}>
          {note}
        </Text>
      )}
    </div>
  );
}
