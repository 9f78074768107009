import { describe, expect, it } from 'vitest';
import { Dictation, inserted, type Heard, type Recognition } from './dictation';

class FakeRecognition implements Recognition {
  static made: FakeRecognition[] = [];
  lang = '';
  continuous = false;
  interimResults = false;
  onresult: Recognition['onresult'] = null;
  onerror: Recognition['onerror'] = null;
  onend: Recognition['onend'] = null;
  running = false;

  constructor() {
    FakeRecognition.made.push(this);
  }

  start() {
    this.running = true;
  }

  stop() {
    this.running = false;
    this.onend?.();
  }

  abort() {
    this.running = false;
  }

  hears(isFinal: boolean, ...words: string[]) {
    const results = words.map((transcript) => Object.assign([{ transcript }], { isFinal }));
    this.onresult?.({ resultIndex: 0, results } satisfies Heard);
  }
}

function dictating() {
  const said: string[] = [];
  const dictation = new Dictation(FakeRecognition, 'en', (words) => said.push(words));
  dictation.start();
  const recognition = FakeRecognition.made.at(-1) as FakeRecognition;
  return { dictation, recognition, said };
}

describe('dictation', () => {
  it('hands over what will not change any more, and shows the rest', () => {
    const { dictation, recognition, said } = dictating();

    recognition.hears(false, 'a shift');
    expect(dictation.state.get()).toEqual({ kind: 'listening', unsure: 'a shift' });
    recognition.hears(true, ' a shift cancels out ');

    expect(said).toEqual(['a shift cancels out']);
    expect(dictation.state.get()).toEqual({ kind: 'listening', unsure: '' });
  });

  it('listens once, however often it is started', () => {
    const { dictation } = dictating();
    const before = FakeRecognition.made.length;

    dictation.start();

    expect(FakeRecognition.made).toHaveLength(before);
  });

  it('is off when the browser stops by itself, and can begin anew', () => {
    const { dictation, recognition } = dictating();

    recognition.onerror?.({ error: 'no-speech' });
    recognition.onend?.();
    expect(dictation.state.get()).toEqual({ kind: 'off' });
    dictation.start();

    expect(dictation.state.get().kind).toBe('listening');
  });

  it('says why it could not listen', () => {
    const { dictation, recognition } = dictating();

    recognition.onerror?.({ error: 'not-allowed' });
    recognition.onend?.();

    expect(dictation.state.get()).toMatchObject({ kind: 'failed' });
  });

  it('takes nothing in once the page is left', () => {
    const { dictation, recognition, said } = dictating();

    dictation.drop();
    recognition.hears(true, 'too late');

    expect(recognition.running).toBe(false);
    expect(said).toEqual([]);
  });
});

describe('what was said', () => {
  it.each([
    ['', 0, 0, 'A shift', 'A shift|'],
    ['First.', 6, 6, 'Then', 'First. Then|'],
    ['First. Last.', 7, 7, 'Then', 'First. Then| Last.'],
    ['It wrong.', 3, 8, 'holds', 'It holds|.'],
  ])('is set into "%s" at the cursor', (text, from, to, words, wanted) => {
    const result = inserted(text, from, to, words, 100);

    expect(result && `${result.text.slice(0, result.at)}|${result.text.slice(result.at)}`).toBe(
      wanted,
    );
  });

  it('is not cut to fit', () => {
    expect(inserted('1234', 4, 4, '5', 5)).toBeNull();
  });
});
