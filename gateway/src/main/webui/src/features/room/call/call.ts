import type { Whisper } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { Peer, type LineFailure } from './peer';
import type { Sending, Signal } from './signals';

export interface Devices {
  microphones: MediaDeviceInfo[];
  cameras: MediaDeviceInfo[];
}

export interface Party {
  call: string;
  participant: string;
  stream: MediaStream;
  media: Sending;
  connected: boolean;
  /** Why there is no line, once it was tried long enough. */
  failure: LineFailure | null;
}

export interface CallState {
  joined: boolean;
  joining: boolean;
  media: Sending;
  /** What we send as picture, to be shown to ourselves. */
  picture: MediaStream | null;
  parties: readonly Party[];
  devices: Devices;
  microphone: string | null;
  camera: string | null;
  /** Why microphone or camera are not there. */
  trouble: string | null;
}

/** How long somebody may be away from the room before the call with them is given up. */
const absenceMillis = 20_000;

const none: CallState = {
  joined: false,
  joining: false,
  media: { audio: false, video: false, screen: false },
  picture: null,
  parties: [],
  devices: { microphones: [], cameras: [] },
  microphone: null,
  camera: null,
  trouble: null,
};

/**
 * Sound and picture between those of the room who want it, from browser to browser. The room carries only what they
 * need to find each other, and works without any of it.
 */
export class Call {
  readonly state = new Store<CallState>(none);
  private readonly id = crypto.randomUUID();
  private readonly peers = new Map<string, { peer: Peer; connection: string }>();
  private readonly absent = new Map<string, ReturnType<typeof setTimeout>>();
  private audio: MediaStreamTrack | null = null;
  private video: MediaStreamTrack | null = null;
  private screen: MediaStreamTrack | null = null;
  /** Raised by whatever makes an earlier question to the browser void: its answer may come much later. */
  private readonly turns = { call: 0, audio: 0, video: 0, screen: 0 };
  private readonly ends: (() => void)[];

  constructor(private readonly room: Room) {
    this.ends = [
      room.onWhisper((whisper) => this.heard(whisper)),
      room.people.subscribe(() => this.looked()),
      // A new connection has a new address: the others learn it by being greeted.
      room.connectionId.subscribe(() => this.greetAll()),
    ];
  }

  async join(): Promise<void> {
    if (this.state.get().joined || this.state.get().joining) {
      return;
    }
    const turn = this.turns.call;
    this.update({ joining: true, trouble: null });
    if (!this.onlyWatches()) {
      await this.openDevices();
    }
    if (turn !== this.turns.call) {
      return;
    }
    this.update({ joining: false, joined: true });
    this.greetAll();
  }

  leave(): void {
    this.turns.call += 1;
    this.turns.audio += 1;
    this.turns.video += 1;
    this.turns.screen += 1;
    this.peers.forEach(({ peer, connection }) => {
      this.tell(connection, { bye: true });
      peer.close();
    });
    this.peers.clear();
    this.absent.forEach((timer) => clearTimeout(timer));
    this.absent.clear();
    [this.audio, this.video, this.screen].forEach((track) => track?.stop());
    this.audio = this.video = this.screen = null;
    this.state.set({
      ...none,
      microphone: this.state.get().microphone,
      camera: this.state.get().camera,
    });
  }

  /** Begins the line to one other anew, on both ends. */
  retry(call: string): void {
    const known = this.peers.get(call);
    if (known) {
      this.giveUp(call);
      this.tell(known.connection, { bye: true });
      this.tell(known.connection, { here: true, media: this.sending() });
    }
  }

  stop(): void {
    this.leave();
    this.ends.forEach((end) => end());
  }

  /** Mutes or unmutes; the microphone stays open, so that it is quick. */
  toggleAudio(): void {
    if (this.onlyWatches()) {
      return;
    }
    if (this.audio) {
      this.audio.enabled = !this.audio.enabled;
      this.tellMedia();
    } else if (this.state.get().joined) {
      void this.openMicrophone(this.state.get().microphone).then((wanted) =>
        wanted ? this.sendAll() : undefined,
      );
    }
  }

  /** Without picture the camera is closed, and its light is off. */
  async toggleVideo(): Promise<void> {
    if (this.onlyWatches()) {
      return;
    }
    if (this.video) {
      this.turns.video += 1;
      this.video.stop();
      this.video = null;
    } else if (!(await this.openCamera(this.state.get().camera))) {
      return;
    }
    await this.sendAll();
  }

  async toggleScreen(): Promise<void> {
    if (this.onlyWatches()) {
      return;
    }
    if (this.screen) {
      this.screen.stop();
      this.screen = null;
    } else {
      try {
        const shared = await this.ask('screen', () =>
          navigator.mediaDevices.getDisplayMedia({ video: true }),
        );
        if (shared === 'unwanted') {
          return;
        }
        this.screen = shared;
        if (shared) {
          // The browser's own button ends it, too.
          shared.onended = () => {
            if (this.screen === shared) {
              this.screen = null;
              void this.sendAll();
            }
          };
        }
      } catch {
        return; // Whoever is asked may say no.
      }
    }
    await this.sendAll();
  }

  async choose(kind: 'microphone' | 'camera', device: string): Promise<void> {
    this.update({ [kind]: device });
    if (kind === 'microphone') {
      const before = this.audio;
      before?.stop();
      if (!(await this.openMicrophone(device))) {
        return;
      }
      if (this.audio) {
        this.audio.enabled = before?.enabled ?? true;
      }
    } else if (this.video) {
      this.video.stop();
      if (!(await this.openCamera(device))) {
        return;
      }
    }
    await this.sendAll();
  }

  private onlyWatches(): boolean {
    return this.room.me.get()?.role === 'OBSERVER';
  }

  private async openDevices(): Promise<void> {
    const turn = this.turns.call;
    const { microphone, camera } = this.state.get();
    if (!(await this.openMicrophone(microphone)) || !(await this.openCamera(camera))) {
      return;
    }
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    if (turn !== this.turns.call) {
      return;
    }
    this.update({
      devices: {
        microphones: (devices ?? []).filter(({ kind }) => kind === 'audioinput'),
        cameras: (devices ?? []).filter(({ kind }) => kind === 'videoinput'),
      },
    });
  }

  /** @returns whether it was still wanted when the browser answered */
  private async openMicrophone(device: string | null): Promise<boolean> {
    const track = await this.open('audio', device);
    if (track === 'unwanted') {
      return false;
    }
    this.audio = track;
    this.tellMedia();
    return true;
  }

  /** @returns whether it was still wanted when the browser answered */
  private async openCamera(device: string | null): Promise<boolean> {
    const track = await this.open('video', device);
    if (track === 'unwanted') {
      return false;
    }
    this.video = track;
    this.tellMedia();
    return true;
  }

  /**
   * Asks the browser, which may ask the person.
   *
   * @returns 'unwanted' when somebody left or chose anew meanwhile: what was given is let go
   */
  private async ask(
    kind: 'audio' | 'video' | 'screen',
    media: () => Promise<MediaStream>,
  ): Promise<MediaStreamTrack | null | 'unwanted'> {
    const turn = (this.turns[kind] += 1);
    const wanted = () => turn === this.turns[kind];
    try {
      const stream = await media();
      if (wanted()) {
        return stream.getTracks()[0] ?? null;
      }
      stream.getTracks().forEach((track) => track.stop());
    } catch (error) {
      if (wanted()) {
        throw error;
      }
    }
    return 'unwanted';
  }

  private async open(
    kind: 'audio' | 'video',
    device: string | null,
  ): Promise<MediaStreamTrack | null | 'unwanted'> {
    const wish =
      kind === 'audio'
        ? { echoCancellation: true, noiseSuppression: true }
        : { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { max: 24 } };
    try {
      return await this.ask(kind, () =>
        navigator.mediaDevices.getUserMedia({
          [kind]: { ...wish, ...(device !== null && { deviceId: { ideal: device } }) },
        }),
      );
    } catch {
      this.update({
        trouble: `The ${kind === 'audio' ? 'microphone' : 'camera'} cannot be used: there is none, or the browser does not allow it.`,
      });
      return null;
    }
  }

  private heard(whisper: Whisper): void {
    if (whisper.kind !== 'signal' || !this.state.get().joined) {
      return;
    }
    const signal = whisper.data as unknown as Signal;
    if (typeof signal.call !== 'string' || signal.call === this.id) {
      return;
    }
    if (signal.bye) {
      this.giveUp(signal.call);
      return;
    }
    const known = this.peers.get(signal.call);
    if (known) {
      known.connection = whisper.fromConnection;
      // Whoever speaks is there, whatever the list of the room said a moment ago.
      this.endWait(signal.call);
    }
    const peer = known?.peer ?? this.meet(signal.call, whisper);
    peer.hear(signal).catch(() => this.giveUp(signal.call));
  }

  private meet(call: string, { from, fromConnection }: Whisper): Peer {
    const peer = new Peer(
      this.id,
      call,
      from,
      this.room.connection.limits.iceServers ?? [],
      this.tracks(),
      (signal) => this.tell(this.peers.get(call)?.connection ?? fromConnection, signal),
      () => this.show(),
    );
    this.peers.set(call, { peer, connection: fromConnection });
    // Whoever greets us has to learn of us, too.
    this.tell(fromConnection, { here: true, media: this.sending() });
    this.show();
    return peer;
  }

  private giveUp(call: string): void {
    this.endWait(call);
    this.peers.get(call)?.peer.close();
    this.peers.delete(call);
    this.show();
  }

  /** Ends the wait for one who was away. */
  private endWait(call: string): void {
    clearTimeout(this.absent.get(call));
    this.absent.delete(call);
  }

  private greetAll(): void {
    if (this.state.get().joined) {
      this.others().forEach(({ connection }) =>
        this.tell(connection, { here: true, media: this.sending() }),
      );
    }
  }

  /** Greets who is new; whoever has left the room gets a while to come back. */
  private looked(): void {
    const here = new Set(this.others().map(({ connection }) => connection));
    const met = new Set([...this.peers.values()].map(({ connection }) => connection));
    this.peers.forEach(({ connection }, call) => {
      if (here.has(connection)) {
        this.endWait(call);
      } else if (!this.absent.has(call)) {
        this.absent.set(
          call,
          setTimeout(() => this.giveUp(call), absenceMillis),
        );
      }
    });
    if (this.state.get().joined) {
      here.forEach((connection) => {
        if (!met.has(connection)) {
          this.tell(connection, { here: true, media: this.sending() });
        }
      });
    }
  }

  private others() {
    const mine = this.room.connectionId.get();
    return this.room.people.get().filter(({ connection }) => connection !== mine);
  }

  private tell(connection: string, signal: Omit<Signal, 'call'>): void {
    this.room.whisper('signal', { call: this.id, ...signal }, connection);
  }

  private tracks() {
    return { audio: this.audio, video: this.screen ?? this.video };
  }

  private sending(): Sending {
    return {
      audio: this.audio?.enabled === true,
      video: this.video !== null || this.screen !== null,
      screen: this.screen !== null,
    };
  }

  private async sendAll(): Promise<void> {
    await Promise.all([...this.peers.values()].map(({ peer }) => peer.send(this.tracks())));
    this.tellMedia();
  }

  private tellMedia(): void {
    this.peers.forEach(({ connection }) => this.tell(connection, { media: this.sending() }));
    this.show();
  }

  private show(): void {
    const { video } = this.tracks();
    const before = this.state.get().picture;
    this.update({
      media: this.sending(),
      picture:
        video === null
          ? null
          : before?.getVideoTracks()[0] === video
            ? before
            : new MediaStream([video]),
      parties: [...this.peers].map(([call, { peer }]) => ({
        call,
        participant: peer.participant,
        stream: peer.remote,
        media: peer.media,
        connected: peer.connected,
        failure: peer.failure,
      })),
    });
  }

  private update(change: Partial<CallState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
