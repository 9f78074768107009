import { useEffect, useState } from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import { PythonRunner } from './python-runner';

export interface Runner {
  running: boolean;
  /** Python is loaded; before that the first run takes a moment. */
  ready: boolean;
  run: () => void;
  stop: () => void;
}

/** Runs a document's Python in this browser and tells the room what it printed. */
export function useRunner(doc: string): Runner {
  const { room } = useInRoom();
  const [python] = useState(() => new PythonRunner());
  const [running, setRunning] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => () => python.dispose(), [python]);
  const run = async () => {
    const document = room.documents.get().get(doc);
    if (!document || running) {
      return;
    }
    setRunning(true);
    const version = document.version.get();
    const outcome = await python.run(document.text, () => setReady(true));
    setRunning(false);
    setReady(false);
    if (outcome) {
      room.tell({ action: 'run.output', doc, version, ...outcome });
    }
  };
  return { running, ready, run: () => void run(), stop: () => python.stop() };
}
