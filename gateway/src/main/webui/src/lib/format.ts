const clockFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const dayTimeFormat = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

export const clockTime = (at: number | string): string => clockFormat.format(new Date(at));

export const day = (at: number | string): string => dayFormat.format(new Date(at));

/** A day of the calendar, like `2026-12-24`, which is that day wherever it is read. */
export const calendarDay = (date: string): string => dayFormat.format(new Date(`${date}T12:00`));

/** Today, where the reader is, like `2026-12-24`. */
export function today(now: Date = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const dayTime = (at: number | string): string => dayTimeFormat.format(new Date(at));

/** 754 → `12:34`; 3_754 → `1:02:34`. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

export function spentMinutes(seconds: number): string {
  return seconds < 60 ? 'under a minute' : `${Math.round(seconds / 60)} min`;
}

/** 45 → `45 min`; 60 → `1 h`; 200 → `3 h 20 min`. */
export function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return [whole > 0 && `${whole.toLocaleString()} h`, (rest > 0 || whole === 0) && `${rest} min`]
    .filter(Boolean)
    .join(' ');
}

/** 0.714 → `71 %`. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Millionths of a US dollar: `$12.40`, `$0.0031`; small sums keep two digits that say something. */
export function dollars(micros: number): string {
  const value = micros / 1_000_000;
  const fine = value > 0 && value < 0.1;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    ...(fine && { maximumSignificantDigits: 2 }),
  }).format(value);
}

/** 1_234_567 → `1.2M`; what a table has room for. */
export const compact = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** A number with its sign: `+3`, `−2`, `0`; the minus is a real one. */
export function signed(value: number, digits = 0): string {
  const shown = Math.abs(value).toFixed(digits);
  if (Number(shown) === 0) {
    return shown;
  }
  return value > 0 ? `+${shown}` : `−${shown}`;
}

const spanSteps = [
  { unit: 'day', millis: 86_400_000 },
  { unit: 'hour', millis: 3_600_000 },
  { unit: 'minute', millis: 60_000 },
] as const;
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How far away a moment is, in its largest whole unit: `in 5 hours`, `2 days ago`, `now`. */
export function relative(at: number | string, now: number): string {
  const distance = new Date(at).getTime() - now;
  const step = spanSteps.find(({ millis }) => Math.abs(distance) >= millis);
  return step
    ? relativeFormat.format(Math.trunc(distance / step.millis), step.unit)
    : distance < 0
      ? 'just now'
      : 'in less than a minute';
}

/** `plural(1, 'draft')` → `1 draft`; `plural(3, 'draft')` → `3 drafts`. */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
