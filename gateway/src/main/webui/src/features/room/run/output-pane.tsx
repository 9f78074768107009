import { Text } from '@mantine/core';
import { useNameOf } from '@/features/room/connection/use-name-of';
import { useInRoom } from '@/features/room/connection/use-room';
import type { Runner } from './use-runner';
import classes from './output-pane.module.css';

export interface OutputPaneProps {
  doc: string;
  runner: Runner;
}

/** What the last run of a document printed; the same for everybody. */
export function OutputPane({ doc, runner }: OutputPaneProps) {
  const { state, me } = useInRoom();
  const nameOf = useNameOf();
  const run = state.runs.find((one) => one.doc === doc);
  if (!run && !runner.running) {
    return null;
  }
  const by = run?.actor === me.participantId ? 'You' : nameOf(run?.actor);
  return (
    <section className={classes.output} aria-label="Output" data-testid="run-output">
      <Text size="xs" c="dimmed" className={classes.head} role="status">
        {runner.running
          ? runner.ready
            ? 'Running in your browser…'
            : 'Loading Python into your browser…'
          : run && (
              <>
                {by} ran version {run.version} in {(run.ms / 1000).toFixed(1)} s:{' '}
                {run.exit === 0 ? 'no error' : 'ended with an error'}
              </>
            )}
      </Text>
      {run && !runner.running && (
        <pre className={classes.text} tabIndex={0} aria-label="What it printed">
          {run.stdout}
          {run.stderr !== '' && <span className={classes.error}>{run.stderr}</span>}
          {run.stdout === '' && run.stderr === '' && (
            <span className={classes.none}>It printed nothing.</span>
          )}
        </pre>
      )}
    </section>
  );
}
