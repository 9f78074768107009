/** A text that the server has not acknowledged yet. */
export interface KeptAnswer {
  text: string;
  /** The revision the text was written on. */
  revision: number;
  keptAt: number;
}

/** Where a text is that the server does not have; never more than is true. */
export const keptWords = (kept: boolean): string =>
  kept ? 'kept here' : 'NOT kept on this device';

/** As long as a long answer. */
const probe = 'x'.repeat(50_000);

/** Whether this device would keep a text: storage may be full or switched off. */
export function canKeep(): boolean {
  const key = 'greenroom.probe';
  try {
    localStorage.setItem(key, probe);
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Keeps unacknowledged text on this device, one copy a thing. */
export interface AnswerKeeper {
  /** Whether the text is really kept: storage may be full or switched off. */
  keep(answer: KeptAnswer): boolean;
  read(): KeptAnswer | null;
  forget(): void;
  /** Tells when another window forgets it; returns what stops that. */
  onForgotten(tell: () => void): () => void;
}

export function browserKeeper(
  id: string,
  kind: 'answer' | 'marks' | 'draft' | 'scorecard' | 'release' = 'answer',
): AnswerKeeper {
  const key = `greenroom.${kind}.${id}`;
  return {
    keep(answer) {
      try {
        localStorage.setItem(key, JSON.stringify(answer));
        return true;
      } catch {
        return false;
      }
    },
    read() {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<KeptAnswer> | null;
        return typeof kept?.text === 'string' && typeof kept.revision === 'number'
          ? { text: kept.text, revision: kept.revision, keptAt: kept.keptAt ?? 0 }
          : null;
      } catch {
        return null;
      }
    },
    forget() {
      try {
        localStorage.removeItem(key);
      } catch {
        // Then there is nothing kept either.
      }
    },
    onForgotten(tell) {
      const listen = (event: StorageEvent) => {
        if (event.key === key && event.newValue === null) {
          tell();
        }
      };
      window.addEventListener('storage', listen);
      return () => window.removeEventListener('storage', listen);
    },
  };
}
