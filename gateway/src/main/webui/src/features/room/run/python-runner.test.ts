import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PythonRunner, runMillis } from './python-runner';
import type { WorkerAnswer } from './python-worker';

/** A worker that answers when a test says so. */
class FakeWorker {
  onmessage: ((event: MessageEvent<WorkerAnswer>) => void) | null = null;
  onerror: (() => void) | null = null;
  terminated = false;
  postMessage = vi.fn();

  terminate() {
    this.terminated = true;
  }

  answer(data: WorkerAnswer) {
    this.onmessage?.({ data } as MessageEvent<WorkerAnswer>);
  }
}

const workers: FakeWorker[] = [];
const newest = () => workers.at(-1) as FakeWorker;
const runner = () =>
  new PythonRunner(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });

beforeEach(() => {
  workers.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a run of Python', () => {
  it('tells what was printed and keeps its worker for the next', async () => {
    const python = runner();
    const first = python.run('print(1)', () => undefined);
    newest().answer({ kind: 'ready' });
    newest().answer({ kind: 'done', exit: 0, stdout: '1\n', stderr: '', exhausted: false });

    await expect(first).resolves.toMatchObject({ exit: 0, stdout: '1\n' });
    void python.run('print(2)', () => undefined);
    expect(workers).toHaveLength(1);
    expect(newest().postMessage).toHaveBeenLastCalledWith({ code: 'print(2)' });
  });

  it('is ended with its worker when it does not end', async () => {
    const python = runner();
    const endless = python.run('while True: pass', () => undefined);
    newest().answer({ kind: 'ready' });

    vi.advanceTimersByTime(runMillis);

    await expect(endless).resolves.toMatchObject({ exit: 124 });
    expect(workers[0]?.terminated).toBe(true);
    void python.run('print(1)', () => undefined);
    expect(workers).toHaveLength(2);
  });

  it('leaves no worker behind whose memory it has taken', async () => {
    const python = runner();
    const greedy = python.run('[0] * 10**9', () => undefined);
    newest().answer({ kind: 'ready' });
    newest().answer({
      kind: 'done',
      exit: 1,
      stdout: '',
      stderr: 'MemoryError\n',
      exhausted: true,
    });

    await expect(greedy).resolves.toMatchObject({ exit: 1, stderr: 'MemoryError\n' });
    expect(workers[0]?.terminated).toBe(true);
    void python.run('print(1)', () => undefined);
    expect(workers).toHaveLength(2);
  });

  it('is stopped by hand, and nothing is told', async () => {
    const python = runner();
    const stopped = python.run('while True: pass', () => undefined);
    newest().answer({ kind: 'ready' });

    python.stop();

    await expect(stopped).resolves.toBeNull();
    expect(workers[0]?.terminated).toBe(true);
  });

  it('lets its worker go with the page, also an idle one', async () => {
    const python = runner();
    const first = python.run('print(1)', () => undefined);
    newest().answer({ kind: 'ready' });
    newest().answer({ kind: 'done', exit: 0, stdout: '1\n', stderr: '', exhausted: false });
    await first;

    python.dispose();

    expect(workers[0]?.terminated).toBe(true);
  });

  it('says when Python could not be loaded', async () => {
    const python = runner();
    const failed = python.run('print(1)', () => undefined);

    newest().onerror?.();

    await expect(failed).resolves.toMatchObject({
      exit: 124,
      stderr: 'Python could not be loaded into this browser.\n',
    });
  });
});
