import type { ReactNode } from 'react';
import classes from './columns.module.css';

export interface ColumnsProps {
  children: ReactNode;
  aside: ReactNode;
  /** What stands beside; heard, not seen. */
  label: string;
}

/** A text with something beside it, which on a narrow screen comes after. */
export function Columns({ children, aside, label }: ColumnsProps) {
  return (
    <div className={classes.layout}>
      <div className={classes.main}>{children}</div>
      <aside className={classes.aside} aria-label={label}>
        {aside}
      </aside>
    </div>
  );
}
