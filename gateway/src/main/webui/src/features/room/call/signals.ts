/** What the calls of a room tell each other, by whispers of kind `signal`, each to one connection. */
export interface Signal {
  /** The sender's call: it outlives a connection to the room. */
  call: string;
  /** I am in the call: who is, too, answers and connects. */
  here?: true;
  bye?: true;
  description?: { type: RTCSdpType; sdp: string };
  candidate?: RTCIceCandidateInit | null;
  media?: Sending;
}

/** What somebody sends just now. */
export interface Sending {
  audio: boolean;
  video: boolean;
  screen: boolean;
}
