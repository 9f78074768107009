import { useCallback, useEffect, useRef, useState } from 'react';
import { loudness, mediaFailure } from './media-failure';

export type MediaState =
  | { kind: 'idle' }
  | { kind: 'starting' }
  | { kind: 'on'; stream: MediaStream }
  | { kind: 'failed'; detail: string };

/** A microphone or a camera, tried out; it is let go when the page goes. */
export function useMedia(device: 'microphone' | 'camera') {
  const [state, setState] = useState<MediaState>({ kind: 'idle' });
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const held = useRef<MediaStream | null>(null);
  const latest = useRef(0);

  const letGo = useCallback(() => {
    latest.current += 1;
    held.current?.getTracks().forEach((track) => track.stop());
    held.current = null;
  }, []);
  useEffect(() => letGo, [letGo]);

  const start = useCallback(
    async (deviceId?: string) => {
      letGo();
      const turn = latest.current;
      setState({ kind: 'starting' });
      try {
        const wanted = deviceId ? { deviceId: { exact: deviceId } } : true;
        const stream = await navigator.mediaDevices.getUserMedia(
          device === 'microphone' ? { audio: wanted } : { video: wanted },
        );
        if (turn !== latest.current) {
          stream.getTracks().forEach((track) => track.stop());
          return;
        }
        held.current = stream;
        // Only now does the browser tell their names.
        const all = await navigator.mediaDevices.enumerateDevices();
        const kind = device === 'microphone' ? 'audioinput' : 'videoinput';
        setDevices(all.filter((one) => one.kind === kind && one.deviceId !== ''));
        setChosen(stream.getTracks()[0]?.getSettings().deviceId ?? deviceId ?? null);
        setState({ kind: 'on', stream });
      } catch (error) {
        if (turn === latest.current) {
          setState({ kind: 'failed', detail: mediaFailure(error, device) });
        }
      }
    },
    [device, letGo],
  );
  const stop = useCallback(() => {
    letGo();
    setState({ kind: 'idle' });
  }, [letGo]);
  return { state, devices, chosen, start, stop };
}

/** How loud a stream is, several times a second. */
export function useLoudness(stream: MediaStream | null): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!stream) {
      return;
    }
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      setLevel(loudness(samples));
    }, 100);
    return () => {
      clearInterval(timer);
      void context.close();
      setLevel(0);
    };
  }, [stream]);
  return level;
}
