import { Store } from '@/lib/store';

/** As much of the browser's SpeechRecognition as is used here. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Heard) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

export interface Heard {
  resultIndex: number;
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

export type Dictating =
  | { kind: 'off' }
  /** What is heard but may still change. */
  | { kind: 'listening'; unsure: string }
  | { kind: 'failed'; why: string };

/** What the browser offers; Chromium and Safari know it by its older name. */
export function browserRecognition(): (new () => Recognition) | undefined {
  const known = globalThis as {
    SpeechRecognition?: new () => Recognition;
    webkitSpeechRecognition?: new () => Recognition;
  };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition;
}

/** Speech that becomes text, piece by piece, from the start until it is stopped or nothing more is heard. */
export class Dictation {
  readonly state = new Store<Dictating>({ kind: 'off' });
  private recognition: Recognition | null = null;

  /**
   * @param onWords gets what was said and will not change any more
   */
  constructor(
    private readonly recognize: new () => Recognition,
    private readonly language: string,
    private readonly onWords: (words: string) => void,
  ) {}

  start(): void {
    if (this.recognition) {
      return;
    }
    const recognition = new this.recognize();
    this.recognition = recognition;
    recognition.lang = this.language;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.onresult = (event) => this.heard(event);
    recognition.onerror = ({ error }) => {
      const why = failures[error];
      if (why !== undefined) {
        this.state.set({ kind: 'failed', why });
      }
    };
    recognition.onend = () => this.ended();
    this.state.set({ kind: 'listening', unsure: '' });
    try {
      recognition.start();
    } catch {
      this.ended();
      this.state.set({ kind: 'failed', why: 'The browser did not begin to listen. Try again.' });
    }
  }

  /** What was said until now still comes. */
  stop(): void {
    this.recognition?.stop();
  }

  /** Nothing comes any more. */
  drop(): void {
    const recognition = this.recognition;
    if (recognition) {
      recognition.onresult = null;
      recognition.onerror = null;
      recognition.onend = null;
      recognition.abort();
      this.ended();
    }
  }

  private heard({ resultIndex, results }: Heard): void {
    let unsure = '';
    for (let i = resultIndex; i < results.length; i += 1) {
      const result = results[i];
      const words = result?.[0]?.transcript.trim() ?? '';
      if (words === '') {
        continue;
      }
      if (result?.isFinal) {
        this.onWords(words);
      } else {
        unsure = `${unsure} ${words}`.trim();
      }
    }
    this.state.set({ kind: 'listening', unsure });
  }

  private ended(): void {
    this.recognition = null;
    if (this.state.get().kind === 'listening') {
      this.state.set({ kind: 'off' });
    }
  }
}

/** Silence, and having stopped, are no failures. */
const failures: Record<string, string> = {
  'not-allowed': 'The browser may not use the microphone. Allow it for this page and try again.',
  'service-not-allowed': 'This browser’s speech recognition is switched off.',
  'audio-capture': 'No microphone was found.',
  network: 'The browser’s speech service cannot be reached.',
  'language-not-supported': 'The browser cannot take dictation in this language.',
};

/**
 * The text with the words in place of what is selected, set off from what stands around them.
 *
 * @returns null when they would make it longer than it may be
 */
export function inserted(
  text: string,
  from: number,
  to: number,
  words: string,
  longest: number,
): { text: string; at: number } | null {
  const before = text.slice(0, from);
  const after = text.slice(to);
  const head = before === '' || /\s$/.test(before) ? words : ` ${words}`;
  const tail = after === '' || /^[\s.,;:!?)]/.test(after) ? '' : ' ';
  const whole = before + head + tail + after;
  return whole.length > longest ? null : { text: whole, at: before.length + head.length };
}
