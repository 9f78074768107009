/** How charts look here, in both colour schemes. */
export const chartLook = {
  grid: 'var(--gr-line)',
  axis: {
    stroke: 'var(--gr-line)',
    tick: { fill: 'var(--mantine-color-dimmed)', fontSize: 12 },
    tickLine: false,
  },
  tooltip: {
    contentStyle: {
      background: 'var(--gr-surface)',
      border: '1px solid var(--gr-line)',
      borderRadius: 8,
    },
    cursor: { stroke: 'var(--gr-line)', fill: 'var(--gr-inset)' },
  },
} as const;
