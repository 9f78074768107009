/// <reference lib="webworker" />
/**
 * Runs Python by Pyodide. Whoever presses Run runs what somebody else may have written: the program sees no
 * JavaScript (an empty global object, and a Content-Security-Policy of the worker's own that lets it evaluate none),
 * reaches no address but Pyodide's files, and gets so much memory and no more.
 */
import type * as Pyodide from 'pyodide';
import { MemoryBound } from './memory-bound';
import { BoundedOutput } from './output-bound';

declare const self: DedicatedWorkerGlobalScope;
declare const __PYODIDE__: string;

export type WorkerAnswer =
  | { kind: 'ready' }
  | {
      kind: 'done';
      exit: number;
      stdout: string;
      stderr: string;
      /** There was not memory enough for it; what Python once had it does not give back. */
      exhausted: boolean;
    };

/** Emscripten asks by `grow`; when it makes do with nothing less, that is a MemoryError to the program. */
const memory = new MemoryBound(512 * 1024 * 1024);
memory.set();
const loading = load();

self.onmessage = async ({ data }: MessageEvent<{ code: string }>) => {
  const python = await loading;
  tell({ kind: 'ready' });
  const output = new BoundedOutput();
  python.setStdout({ batched: (line) => output.print('stdout', line) });
  python.setStderr({ batched: (line) => output.print('stderr', line) });
  python.setStdin({ error: true });
  let exit = 0;
  let exhausted = false;
  const globals = python.toPy({ __name__: '__main__' }) as { destroy: () => void };
  try {
    await python.runPythonAsync(data.code, { globals: globals as never, filename: 'document.py' });
  } catch (error) {
    exit = 1;
    const said = traceback(error);
    exhausted = said.includes(tooMuch);
    output.fail(said);
  }
  globals.destroy();
  tell({
    kind: 'done',
    exit,
    stdout: output.stdout,
    stderr: output.stderr,
    exhausted: exhausted || memory.reached,
  });
};

async function load(): Promise<Pyodide.PyodideInterface> {
  const { loadPyodide } = (await import(
    /* @vite-ignore */ `${__PYODIDE__}pyodide.mjs`
  )) as typeof Pyodide;
  return loadPyodide({ indexURL: __PYODIDE__, jsglobals: Object.create(null) as object });
}

function tell(answer: WorkerAnswer): void {
  self.postMessage(answer);
}

const tooMuch = 'MemoryError: the program wants more memory than a run gets.';

/** Python's own words, without the lines of the machinery around the program. */
function traceback(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trimEnd().split('\n');
  const missing = lines.findIndex((line) => line.startsWith('The module '));
  const said =
    missing < 0
      ? lines
      : [...lines.slice(0, missing), "Only Python's standard library can be used here."];
  if (said.at(-1) === 'MemoryError') {
    said[said.length - 1] = tooMuch;
  }
  const first = said.findIndex((line) => line.includes('"document.py"'));
  const shown = first < 1 ? said : [said[0], ...said.slice(first)];
  return `${shown.join('\n')}\n`;
}
