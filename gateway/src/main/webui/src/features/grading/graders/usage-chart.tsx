import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Usage } from '@/lib/api/types';
import { compact } from '@/lib/format';
import { chartLook } from '@/components/chart-look';

export interface UsageChartProps {
  days: Usage['days'];
}

export function UsageChart({ days }: UsageChartProps) {
  const points = days.map(({ day, figures }) => ({
    day: day.slice(8),
    'Tokens in': figures.inputTokens,
    'Tokens out': figures.outputTokens,
  }));
  return (
    <div
      style={{ height: 240 }}
      role="img"
      aria-label="Bars of tokens by day; the same figures are in the table."
    >
      <ResponsiveContainer>
        <BarChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: -8 }}>
          <CartesianGrid stroke={chartLook.grid} vertical={false} />
          <XAxis dataKey="day" {...chartLook.axis} />
          <YAxis tickFormatter={compact} {...chartLook.axis} />
          <Tooltip {...chartLook.tooltip} />
          <Legend />
          <Bar
            dataKey="Tokens in"
            stackId="tokens"
            fill="var(--gr-tone-0-strong)"
            isAnimationActive={false}
          />
          <Bar
            dataKey="Tokens out"
            stackId="tokens"
            fill="var(--gr-tone-2-strong)"
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
