import type { Sending, Signal } from './signals';

export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

/** How often a link that failed is tried anew by itself. */
const restarts = 3;
/** How long a link may take to come about before we say that it does not. */
export const connectMillis = 60_000;

/** Why a line does not come about: the networks let nothing through, or the other browser does not answer. */
export type LineFailure = 'blocked' | 'silent';

/**
 * The line to one other participant, by the pattern of perfect negotiation: when both offer at once, the polite one
 * gives way. One side adds the two lines of sound and picture; what is sent on them is only ever replaced, so that
 * mute, camera and screen need no new agreement.
 */
export class Peer {
  readonly remote = new MediaStream();
  media: Sending = { audio: false, video: false, screen: false };
  private readonly connection: RTCPeerConnection;
  private readonly polite: boolean;
  private offering = false;
  private ignoring = false;
  failure: LineFailure | null = null;
  private failures = 0;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private early: (RTCIceCandidateInit | null)[] = [];

  constructor(
    mine: string,
    readonly call: string,
    readonly participant: string,
    iceServers: RTCIceServer[],
    private tracks: Tracks,
    private readonly signal: (signal: Omit<Signal, 'call'>) => void,
    private readonly changed: () => void,
  ) {
    this.polite = mine < call;
    this.connection = new RTCPeerConnection({ iceServers });
    this.connection.ontrack = ({ track }) => {
      this.remote.addTrack(track);
      track.onunmute = changed;
      track.onmute = changed;
      changed();
    };
    this.connection.onicecandidate = ({ candidate }) =>
      signal({ candidate: candidate ? candidate.toJSON() : null });
    this.connection.onconnectionstatechange = () => this.stateChanged();
    this.connection.onnegotiationneeded = () => void this.offer();
    this.awaitLine();
    if (!this.polite) {
      this.connection.addTransceiver(tracks.audio ?? 'audio', { direction: 'sendrecv' });
      this.connection.addTransceiver(tracks.video ?? 'video', { direction: 'sendrecv' });
    }
  }

  get connected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /** Sends these from now on. */
  async send(tracks: Tracks): Promise<void> {
    this.tracks = tracks;
    const [audio, video] = this.connection.getTransceivers();
    await audio?.sender.replaceTrack(tracks.audio);
    await video?.sender.replaceTrack(tracks.video);
  }

  async hear({ description, candidate, media }: Signal): Promise<void> {
    if (media) {
      this.media = media;
      this.changed();
    }
    if (description) {
      await this.described(description);
    }
    if (candidate !== undefined) {
      await this.found(candidate);
    }
  }

  close(): void {
    clearTimeout(this.deadline);
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  private async offer(): Promise<void> {
    try {
      this.offering = true;
      await this.connection.setLocalDescription();
      this.tellDescription();
    } finally {
      this.offering = false;
    }
  }

  private async described(description: NonNullable<Signal['description']>): Promise<void> {
    const collides =
      description.type === 'offer' &&
      (this.offering || this.connection.signalingState !== 'stable');
    this.ignoring = !this.polite && collides;
    if (this.ignoring) {
      return;
    }
    await this.connection.setRemoteDescription(description);
    for (const candidate of this.early.splice(0)) {
      await this.found(candidate);
    }
    if (description.type === 'offer') {
      this.connection.getTransceivers().forEach((transceiver) => {
        transceiver.direction = 'sendrecv';
      });
      await this.send(this.tracks);
      await this.connection.setLocalDescription();
      this.tellDescription();
    }
  }

  private async found(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (!this.connection.remoteDescription) {
      this.early.push(candidate);
      return;
    }
    try {
      await this.connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!this.ignoring) {
        throw error;
      }
    }
  }

  private tellDescription(): void {
    const description = this.connection.localDescription;
    if (description) {
      this.signal({ description: { type: description.type, sdp: description.sdp } });
    }
  }

  private stateChanged(): void {
    const state = this.connection.connectionState;
    if (state === 'connected') {
      clearTimeout(this.deadline);
      this.deadline = undefined;
      this.failures = 0;
      this.failure = null;
    } else {
      this.awaitLine();
    }
    if (state === 'failed') {
      if (this.failures < restarts) {
        this.failures += 1;
        this.connection.restartIce();
      } else {
        this.fail();
      }
    }
    this.changed();
  }

  /** A line may also neither come about nor fail, such as when nobody answers. */
  private awaitLine(): void {
    this.deadline ??= setTimeout(() => {
      this.fail();
      this.changed();
    }, connectMillis);
  }

  private fail(): void {
    this.failure = this.connection.remoteDescription ? 'blocked' : 'silent';
  }
}
