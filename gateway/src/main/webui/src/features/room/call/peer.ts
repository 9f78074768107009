import type { Sending, Signal } from './signals';

export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

/** How long a link that failed gets before the peer is given up. */
const restarts = 3;

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
  private failures = 0;
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
      this.failures = 0;
    } else if (state === 'failed' && this.failures < restarts) {
      this.failures += 1;
      this.connection.restartIce();
    }
    this.changed();
  }
}
