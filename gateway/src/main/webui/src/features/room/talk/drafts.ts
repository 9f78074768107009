/** A draft that outlives the tab it is written in. */
export interface Draft {
  text: string;
  set: (next: string | ((now: string) => string)) => void;
}

/** Notes that are being changed, by their id. */
export interface Edits {
  texts: Readonly<Record<string, string>>;
  /** Null ends it. */
  set: (id: string, text: string | null) => void;
  /** Ends it if nothing else was typed since. */
  done: (id: string, text: string) => void;
}

/** What a refusal gives back, with what was typed since. */
export const givenBack =
  (said: string) =>
  (now: string): string =>
    now === '' ? said : `${said}\n${now}`;

export function withEdit(
  texts: Readonly<Record<string, string>>,
  id: string,
  text: string | null,
): Readonly<Record<string, string>> {
  const others = Object.fromEntries(Object.entries(texts).filter(([other]) => other !== id));
  return text === null ? others : { ...others, [id]: text };
}
