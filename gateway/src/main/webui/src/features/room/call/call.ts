import type { Whisper } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { Peer } from './peer';
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
    this.update({ joining: true, trouble: null });
    if (this.room.me.get()?.role !== 'OBSERVER') {
      await this.openDevices();
    }
    this.update({ joining: false, joined: true });
    this.greetAll();
  }

  leave(): void {
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

  stop(): void {
    this.leave();
    this.ends.forEach((end) => end());
  }

  /** Mutes or unmutes; the microphone stays open, so that it is quick. */
  toggleAudio(): void {
    if (this.audio) {
      this.audio.enabled = !this.audio.enabled;
      this.tellMedia();
    } else if (this.state.get().joined) {
      void this.openMicrophone(this.state.get().microphone).then(() => this.sendAll());
    }
  }

  /** Without picture the camera is closed, and its light is off. */
  async toggleVideo(): Promise<void> {
    if (this.video) {
      this.video.stop();
      this.video = null;
    } else {
      await this.openCamera(this.state.get().camera);
    }
    await this.sendAll();
  }

  async toggleScreen(): Promise<void> {
    if (this.screen) {
      this.screen.stop();
      this.screen = null;
    } else {
      try {
        const shared = await navigator.mediaDevices.getDisplayMedia({ video: true });
        this.screen = shared.getVideoTracks()[0] ?? null;
        if (this.screen) {
          // The browser's own button ends it, too.
          this.screen.onended = () => {
            this.screen = null;
            void this.sendAll();
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
      const on = this.audio?.enabled ?? true;
      this.audio?.stop();
      await this.openMicrophone(device);
      if (this.audio) {
        this.audio.enabled = on;
      }
    } else if (this.video) {
      this.video.stop();
      await this.openCamera(device);
    }
    await this.sendAll();
  }

  private async openDevices(): Promise<void> {
    const { microphone, camera } = this.state.get();
    await this.openMicrophone(microphone);
    await this.openCamera(camera);
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    this.update({
      devices: {
        microphones: (devices ?? []).filter(({ kind }) => kind === 'audioinput'),
        cameras: (devices ?? []).filter(({ kind }) => kind === 'videoinput'),
      },
    });
  }

  private async openMicrophone(device: string | null): Promise<void> {
    this.audio = await this.open('audio', device);
    this.tellMedia();
  }

  private async openCamera(device: string | null): Promise<void> {
    this.video = await this.open('video', device);
    this.tellMedia();
  }

  private async open(
    kind: 'audio' | 'video',
    device: string | null,
  ): Promise<MediaStreamTrack | null> {
    const wish =
      kind === 'audio'
        ? { echoCancellation: true, noiseSuppression: true }
        : { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { max: 24 } };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        [kind]: { ...wish, ...(device !== null && { deviceId: { ideal: device } }) },
      });
      return stream.getTracks()[0] ?? null;
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
    this.peers.get(call)?.peer.close();
    this.peers.delete(call);
    this.show();
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
      const timer = this.absent.get(call);
      if (here.has(connection)) {
        clearTimeout(timer);
        this.absent.delete(call);
      } else if (timer === undefined) {
        this.absent.set(
          call,
          setTimeout(() => {
            this.absent.delete(call);
            this.giveUp(call);
          }, absenceMillis),
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
      })),
    });
  }

  private update(change: Partial<CallState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
