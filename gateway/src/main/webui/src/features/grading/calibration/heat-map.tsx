import { levelName } from '@/lib/labels';
import { heatRows } from '@/features/grading/figures';
import classes from './heat-map.module.css';

export interface HeatMapProps {
  confusion: readonly (readonly number[])[];
  rows: string;
  columns: string;
}

/** How often which level met which: a table that is also a picture; each cell says its number. */
export function HeatMap({ confusion, rows, columns }: HeatMapProps) {
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label="Levels compared">
      <table className={classes.map}>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={confusion.length}>
              {columns}
            </th>
          </tr>
          <tr>
            <th scope="col">{rows}</th>
            {confusion.map((_, level) => (
              <th key={level} scope="col">
                {level} <span>{levelName(level)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heatRows(confusion).map((row, first) => (
            <tr key={first}>
              <th scope="row">
                {first} <span>{levelName(first)}</span>
              </th>
              {row.map(({ second, n, strength, apart }) => (
                <td
                  key={second}
                  data-agree={apart === 0 || undefined}
                  data-far={apart > 1 || undefined}
                  style={{ '--strength': `${Math.round(strength * 100)}%` } as React.CSSProperties}
                >
                  {n}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
