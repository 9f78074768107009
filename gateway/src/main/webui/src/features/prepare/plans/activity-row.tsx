import { Checkbox, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Round } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { kindLabels, placeOf } from './activity';
import classes from './plan.module.css';

export interface ActivityRowProps {
  activity: {
    id: string;
    kind: keyof typeof kindLabels;
    title: string;
    minutes: number;
    detail?: string;
    topic?: string;
    round?: Round;
    loop?: string;
    guide?: string;
    count?: number;
  };
  /** Of a plan that somebody follows: how far this is, and how to say that it is done. */
  progress?: {
    done: number;
    of: number;
    complete: boolean;
    ticked: boolean;
    onTick: (done: boolean) => void;
  };
}

export function ActivityRow({ activity, progress }: ActivityRowProps) {
  const place = placeOf(activity);
  // What was reached by handing in cannot be un-ticked.
  const byItself = progress !== undefined && progress.complete && !progress.ticked;
  return (
    <li className={classes.activity} data-complete={progress?.complete || undefined}>
      {progress && (
        <Checkbox
          checked={progress.complete}
          disabled={byItself}
          onChange={(event) => progress.onTick(event.currentTarget.checked)}
          aria-label={`Done: ${activity.title}`}
          data-testid="tick"
        />
      )}
      <div className={classes.what}>
        <div>
          <Text span size="sm" c="dimmed" fw={600}>
            {kindLabels[activity.kind]}
          </Text>{' '}
          <span className={classes.name}>{activity.title}</span>
        </div>
        <Text size="sm" c="dimmed">
          {hours(activity.minutes)}
          {activity.kind === 'practice' &&
            (progress
              ? ` · ${progress.done} of ${progress.of} handed in`
              : activity.count !== undefined && ` · ${plural(activity.count, 'question')}`)}
          {activity.detail && ` · ${activity.detail}`}
        </Text>
      </div>
      {place && (
        <Link
          to={place.to}
          className={classes.textLink}
          aria-label={`${place.label}: ${activity.title}`}
        >
          {place.label}
        </Link>
      )}
    </li>
  );
}
