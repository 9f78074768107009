import type { WorkerAnswer } from './python-worker';

export interface Outcome {
  exit: number;
  stdout: string;
  stderr: string;
  ms: number;
}

export const runMillis = 10_000;
const loadMillis = 90_000;
/** How a process is said to end that was stopped for taking too long. */
const timedOut = 124;

/**
 * Python in a worker of this browser. A program that does not end is ended with its worker, and a worker without
 * memory goes; the next run gets a new one. Nothing runs on a server, and the worker reaches neither page nor network.
 */
export class PythonRunner {
  private worker: Worker | null = null;
  private settle: ((outcome: Outcome | null) => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: () => Worker = () =>
      new Worker(new URL('./python-worker.ts', import.meta.url), { type: 'module' }),
  ) {}

  /** @returns null when it was stopped by hand */
  run(code: string, onReady: () => void): Promise<Outcome | null> {
    this.settle?.(null);
    const worker = (this.worker ??= this.open());
    let started = performance.now();
    return new Promise((resolve) => {
      const settle = (outcome: Outcome | null) => {
        clearTimeout(this.timer);
        this.settle = null;
        resolve(outcome);
      };
      this.settle = settle;
      const giveUp = (why: string) => {
        this.discard();
        settle({
          exit: timedOut,
          stdout: '',
          stderr: why,
          ms: Math.round(performance.now() - started),
        });
      };
      this.timer = setTimeout(
        () => giveUp('Python could not be loaded into this browser in time.\n'),
        loadMillis,
      );
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
        if (data.kind === 'ready') {
          started = performance.now();
          clearTimeout(this.timer);
          this.timer = setTimeout(
            () => giveUp(`It was stopped: it had run for ${runMillis / 1000} seconds.\n`),
            runMillis,
          );
          onReady();
        } else {
          if (data.exhausted) {
            this.discard();
          }
          settle({
            exit: data.exit,
            stdout: data.stdout,
            stderr: data.stderr,
            ms: Math.round(performance.now() - started),
          });
        }
      };
      worker.onerror = () => giveUp('Python could not be loaded into this browser.\n');
      worker.postMessage({ code });
    });
  }

  /** Ends what runs, whatever it does. */
  stop(): void {
    if (this.settle) {
      this.discard();
      this.settle(null);
    }
  }

  /** Lets the worker go, also an idle one: a loaded Python takes much memory. */
  dispose(): void {
    this.settle?.(null);
    this.discard();
  }

  private discard(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
