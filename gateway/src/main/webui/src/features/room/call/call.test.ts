// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Person, Role, Whisper } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { Call } from './call';

class FakeTrack {
  enabled = true;
  stopped = false;
  onended: (() => void) | null = null;

  stop() {
    this.stopped = true;
  }
}

class FakeStream {
  constructor(private readonly tracks: FakeTrack[] = []) {}
  getTracks = () => this.tracks;
  getVideoTracks = () => this.tracks;
}

const connections: FakePeerConnection[] = [];

class FakePeerConnection {
  connectionState = 'new';
  remoteDescription: object | null = null;
  onconnectionstatechange: (() => void) | null = null;
  restartIce = vi.fn();

  constructor() {
    connections.push(this);
  }

  become(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  addTransceiver = () => undefined;
  getTransceivers = () => [];
  close = () => undefined;
}

/** What the browser was asked for, and answers when a test says so. */
interface Question {
  wish: MediaStreamConstraints;
  give: () => FakeTrack;
  refuse: () => void;
}

const questions: Question[] = [];
const asked = (wish: MediaStreamConstraints) =>
  new Promise<FakeStream>((resolve, reject) => {
    questions.push({
      wish,
      give: () => {
        const track = new FakeTrack();
        resolve(new FakeStream([track]));
        return track;
      },
      refuse: () => reject(new Error('No.')),
    });
  });
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
};
/** Answers the question that was asked last. */
const given = async () => {
  const track = (questions.at(-1) as Question).give();
  await settled();
  return track;
};

function inRoom(role: Role = 'CANDIDATE') {
  let listener: (whisper: Whisper) => void = () => undefined;
  const people = new Store<readonly Person[]>([]);
  const room = {
    me: new Store<Me | null>({ participantId: 'p-me', role, name: 'Casey' }),
    people,
    connectionId: new Store<string | null>('c-me'),
    connection: { limits: {} },
    whisper: vi.fn(),
    onWhisper: (heard: typeof listener) => {
      listener = heard;
      return () => undefined;
    },
  };
  const call = new Call(room as unknown as Room);
  return {
    call,
    whisper: room.whisper,
    hear: (fromConnection: string, data: Record<string, unknown>) =>
      listener({ type: 'whisper', from: 'p-iris', fromConnection, kind: 'signal', data }),
    present: (...connections: string[]) =>
      people.set(
        connections.map((connection) => ({
          connection,
          participantId: 'p-iris',
          role: 'INTERVIEWER',
          name: 'Iris',
          hand: false,
        })),
      ),
  };
}

async function joined(role?: Role) {
  const entered = inRoom(role);
  const joining = entered.call.join();
  const microphone = await given();
  const camera = await given();
  await joining;
  return { ...entered, microphone, camera };
}

beforeEach(() => {
  questions.length = 0;
  connections.length = 0;
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      getUserMedia: asked,
      getDisplayMedia: asked,
      enumerateDevices: () => Promise.resolve([]),
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

describe('what a call takes of the browser', () => {
  it('is let go when somebody left while the browser asked them', async () => {
    const { call } = inRoom();
    const joining = call.join();

    call.stop();
    const microphone = await given();
    await joining;

    expect(microphone.stopped).toBe(true);
    expect(questions).toHaveLength(1);
    expect(call.state.get()).toMatchObject({ joined: false, joining: false });
  });

  it('is no camera’s picture after the call was left', async () => {
    const { call } = await joined();
    await call.toggleVideo();
    const opening = call.toggleVideo();

    call.leave();
    const camera = await given();
    await opening;

    expect(camera.stopped).toBe(true);
    expect(call.state.get().media.video).toBe(false);
  });

  it('is one track, however often it was asked for', async () => {
    const { call } = await joined();
    const twice = [call.toggleScreen(), call.toggleScreen()];
    const [first, second] = questions.slice(-2).map(({ give }) => give());
    await Promise.all(twice);

    expect(first?.stopped).toBe(true);
    expect(second?.stopped).toBe(false);
    expect(call.state.get().media.screen).toBe(true);
  });

  it('stays when an earlier question is refused late', async () => {
    const { call } = await joined();
    const choosing = [call.choose('microphone', 'm1'), call.choose('microphone', 'm2')];
    const [first, second] = questions.slice(-2);
    const track = second?.give();
    await settled();
    first?.refuse();
    await Promise.all(choosing);

    expect(track?.stopped).toBe(false);
    expect(call.state.get()).toMatchObject({ media: { audio: true }, trouble: null });
  });

  it('stays muted when it was muted while another microphone was chosen', async () => {
    const { call } = await joined();
    const choosing = call.choose('microphone', 'm1');

    call.toggleAudio();
    const track = await given();
    await choosing;

    expect(track.enabled).toBe(false);
  });

  it('stays off when the camera was turned off while another was chosen', async () => {
    const { call } = await joined();
    const choosing = call.choose('camera', 'c1');

    await call.toggleVideo();
    const track = await given();
    await choosing;

    expect(track.stopped).toBe(true);
    expect(call.state.get().media.video).toBe(false);
  });

  it('is nothing of an observer, whatever they press', async () => {
    const { call } = inRoom('OBSERVER');
    await call.join();

    call.toggleAudio();
    await call.toggleVideo();
    await call.toggleScreen();

    expect(call.state.get().joined).toBe(true);
    expect(questions).toHaveLength(0);
  });
});

describe('a line that does not come about', () => {
  async function met() {
    const entered = await joined();
    vi.useFakeTimers();
    entered.present('c-iris');
    entered.hear('c-iris', { call: 'iris', here: true });
    const line = connections.at(-1) as FakePeerConnection;
    return { ...entered, line, failure: () => entered.call.state.get().parties[0]?.failure };
  }

  it('has failed after three restarts, because of the networks', async () => {
    const { line, failure } = await met();
    line.remoteDescription = {};
    for (let time = 0; time < 3; time += 1) {
      line.become('failed');
      expect(failure()).toBeNull();
    }

    line.become('failed');

    expect(line.restartIce).toHaveBeenCalledTimes(3);
    expect(failure()).toBe('blocked');
  });

  it('has failed after a minute in which nobody answered', async () => {
    const { failure } = await met();
    vi.advanceTimersByTime(59_000);
    expect(failure()).toBeNull();

    vi.advanceTimersByTime(1_000);

    expect(failure()).toBe('silent');
  });

  it('is not said to have failed while it stands', async () => {
    const { line, failure } = await met();
    line.become('connected');
    vi.advanceTimersByTime(600_000);
    expect(failure()).toBeNull();
  });

  it('is fine again when it comes about late', async () => {
    const { line, failure } = await met();
    vi.advanceTimersByTime(60_000);
    line.become('connected');
    expect(failure()).toBeNull();
  });

  it('is begun anew on both ends when somebody wants it', async () => {
    const { call, hear, whisper, failure } = await met();
    vi.advanceTimersByTime(60_000);
    whisper.mockClear();

    call.retry('iris');

    expect(whisper.mock.calls.map(([, signal]) => signal as object)).toEqual([
      expect.objectContaining({ bye: true }),
      expect.objectContaining({ here: true }),
    ]);
    hear('c-iris', { call: 'iris', here: true });
    expect(connections).toHaveLength(2);
    expect(failure()).toBeNull();
    vi.advanceTimersByTime(60_000);
    expect(failure()).toBe('silent');
  });
});

describe('somebody who was away', () => {
  it('stays in the call when their line came back', async () => {
    const { call, hear, present } = await joined();
    vi.useFakeTimers();
    present('c-old');
    hear('c-old', { call: 'iris', here: true });
    present();

    hear('c-new', { call: 'iris', here: true });
    vi.advanceTimersByTime(60_000);

    expect(call.state.get().parties).toHaveLength(1);
  });

  it('is given up when they do not come back', async () => {
    const { call, hear, present } = await joined();
    vi.useFakeTimers();
    present('c-old');
    hear('c-old', { call: 'iris', here: true });

    present();
    vi.advanceTimersByTime(20_000);

    expect(call.state.get().parties).toHaveLength(0);
  });
});
