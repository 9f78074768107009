/**
 * A room in memory that speaks the frames of docs/live-protocol.md: for the mock server and for tests of the client.
 * It keeps the promises that the client leans on (one order, a version for each change, an op counts once) and
 * nothing more.
 */
import { ChangeSet, Text } from '@codemirror/state';
import type {
  BoardState,
  ClientFrame,
  DocumentState,
  Entry,
  EntryKind,
  Me,
  Person,
  PrivateEntry,
  RoomState,
  ServerFrame,
  TimerState,
} from '../features/room/connection/protocol.ts';

export interface FakeItem {
  id: string;
  title: string;
  prompt: string;
  minutes: number;
  language: 'python' | 'plain';
  starterCode?: string;
  hints: string[];
}

interface Connected {
  id: string;
  client: string;
  me: Me;
  tell: (frame: ServerFrame) => void;
  close: (code: number) => void;
}

const panelOnly = new Set([
  'question.show',
  'hint.give',
  'timer.start',
  'timer.pause',
  'pause',
  'resume',
  'note.add',
  'note.edit',
  'note.remove',
  'mark.add',
  'mark.remove',
]);
const sessionTimer = 'session';
const heldBack: ReadonlySet<EntryKind> = new Set(['edit', 'board', 'picture', 'boardText', 'run']);

export class FakeRoom {
  readonly log: Entry[] = [];
  state: RoomState;
  private readonly connected = new Map<string, Connected>();
  private readonly texts = new Map<string, Text>();
  private readonly ops = new Map<string, ServerFrame>();
  private readonly notes: (PrivateEntry & { author: string })[] = [];
  private readonly owed = new Map<string, Entry[]>();
  /** The timers that go on after a pause. */
  private resumes: string[] = [];
  private next = 0;

  constructor(
    private readonly items: readonly FakeItem[],
    private readonly now: () => number = () => Date.now(),
  ) {
    this.state = {
      phase: 'SCHEDULED',
      paused: false,
      item: null,
      items: items.map(({ id, minutes }, position) => ({ id, position, minutes })),
      docs: [],
      boards: [board('scratch', null)],
      timers: {
        session: stopped(items.reduce((sum, { minutes }) => sum + minutes, 0)),
        items: Object.fromEntries(items.map(({ id, minutes }) => [id, stopped(minutes)])),
      },
      focus: null,
      chat: [],
      hands: [],
      runs: [],
    };
    this.addDocument({
      id: 'scratch',
      item: null,
      title: 'Scratch',
      language: 'plain',
      version: 0,
      text: '',
    });
  }

  text(doc: string): string {
    return this.texts.get(doc)?.toString() ?? '';
  }

  version(doc: string): number {
    return this.state.docs.find(({ id }) => id === doc)?.version ?? 0;
  }

  /** A new connection of somebody; it must say hello first. */
  connect(
    me: Me,
    tell: (frame: ServerFrame) => void,
    close: (code: number) => void,
  ): { receive: (frame: ClientFrame) => void; gone: () => void } {
    const id = `c${++this.next}`;
    return {
      receive: (frame) => {
        if (frame.type === 'hello') {
          this.hello({ id, client: frame.client, me, tell, close }, frame.since);
          return;
        }
        const who = this.connected.get(id);
        if (who) {
          this.heard(who, frame);
        }
      },
      gone: () => {
        if (this.connected.delete(id)) {
          this.presence();
        }
      },
    };
  }

  phase(phase: RoomState['phase'], by: string | null = null): void {
    this.append('phase', by, { phase });
    this.state = { ...this.state, phase };
    const session = this.state.timers.session;
    this.timer(
      by,
      null,
      phase === 'LIVE' ? started(session, this.now()) : paused(session, this.now()),
    );
  }

  private hello(who: Connected, since: number | null): void {
    for (const other of this.connected.values()) {
      if (other.client === who.client) {
        this.connected.delete(other.id);
        other.close(4409);
      }
    }
    this.connected.set(who.id, who);
    const resumed = since !== null && since <= this.log.length;
    who.tell({
      type: 'welcome',
      v: 1,
      connection: who.id,
      me: who.me,
      now: this.time(),
      seq: this.log.length,
      resumed,
      limits: { frameBytes: 524_288, documentUnits: 200_000 },
      notes: this.notes.filter(({ author }) => author === who.me.participantId).map(plain),
      ...(!resumed && { state: this.whole() }),
    });
    if (resumed && since < this.log.length) {
      who.tell({
        type: 'entries',
        entries: this.log.slice(since).filter((e) => this.open(who, e)),
      });
    }
    this.presence();
  }

  private whole(): RoomState {
    return structuredClone({
      ...this.state,
      docs: this.state.docs.map((doc) => ({ ...doc, text: this.text(doc.id) })),
    });
  }

  private heard(who: Connected, frame: Exclude<ClientFrame, { type: 'hello' }>): void {
    switch (frame.type) {
      case 'ping':
        who.tell({ type: 'pong', t: frame.t, now: this.time() });
        return;
      case 'whisper':
        for (const other of this.connected.values()) {
          if (other !== who && (frame.to === undefined || frame.to === other.id)) {
            other.tell({
              type: 'whisper',
              from: who.me.participantId,
              fromConnection: who.id,
              kind: frame.kind,
              data: frame.data,
            });
          }
        }
        return;
      case 'push':
        this.pushed(who, frame);
        return;
      case 'do': {
        const before = this.ops.get(frame.op);
        if (before) {
          who.tell(before);
          return;
        }
        const answer = this.done(who, frame);
        this.ops.set(frame.op, answer);
        who.tell(answer);
      }
    }
  }

  private pushed(who: Connected, frame: Extract<ClientFrame, { type: 'push' }>): void {
    const version = this.version(frame.doc);
    if (frame.version !== version) {
      who.tell({ type: 'stale', doc: frame.doc, version });
      return;
    }
    frame.updates.forEach(({ changes }, index) => {
      this.texts.set(
        frame.doc,
        ChangeSet.fromJSON(changes).apply(this.texts.get(frame.doc) ?? Text.empty),
      );
      this.setDocument(frame.doc, { version: version + index + 1 });
      this.append('edit', who.me.participantId, {
        doc: frame.doc,
        version: version + index + 1,
        client: who.client,
        changes,
      });
    });
  }

  private done(who: Connected, frame: Extract<ClientFrame, { type: 'do' }>): ServerFrame {
    const by = who.me.participantId;
    const { op } = frame;
    if (panelOnly.has(frame.action) && who.me.role !== 'INTERVIEWER') {
      return { type: 'refused', op, code: 'not-allowed', detail: 'This is for interviewers.' };
    }
    switch (frame.action) {
      case 'question.show':
        this.show(by, frame.item);
        break;
      case 'hint.give': {
        const text = this.items.find(({ id }) => id === frame.item)?.hints[frame.index];
        const question = this.state.items.find(({ id }) => id === frame.item)?.question;
        if (text !== undefined && question && !question.hints.includes(text)) {
          question.hints = [...question.hints, text];
          this.append('hint', by, { item: frame.item, index: frame.index, text });
        }
        break;
      }
      case 'timer.start':
      case 'timer.pause': {
        if (this.state.paused) {
          return { type: 'refused', op, code: 'paused', detail: 'The session is paused.' };
        }
        const turn = frame.action === 'timer.start' ? started : paused;
        const timer = frame.item ? this.state.timers.items[frame.item] : this.state.timers.session;
        if (timer) {
          this.timer(by, frame.item ?? null, turn(timer, this.now()));
        }
        break;
      }
      case 'pause':
      case 'resume':
        if (this.state.paused !== (frame.action === 'pause')) {
          this.pause(by, frame.action === 'pause');
        }
        break;
      case 'focus.start':
        this.state.focus = {
          until: new Date(this.now() + frame.minutes * 60_000).toISOString(),
          by,
        };
        this.append('focus', by, { ...this.state.focus });
        break;
      case 'focus.end':
        this.state.focus = null;
        this.append('focus', by, { until: null });
        this.pay();
        break;
      case 'doc.language':
        this.setDocument(frame.doc, { language: frame.language });
        this.append('language', by, { doc: frame.doc, language: frame.language });
        break;
      case 'doc.open':
        this.addDocument({
          id: `d${this.state.docs.length}`,
          item: frame.item,
          title: frame.title,
          language: frame.language,
          version: 0,
          text: '',
        });
        break;
      case 'chat.say': {
        const { seq, at } = this.append('chat', by, { text: frame.text });
        this.state.chat = [...this.state.chat, { seq, at, actor: by, text: frame.text }];
        break;
      }
      case 'hand.raise':
      case 'hand.lower': {
        const raised = frame.action === 'hand.raise';
        this.state.hands = [...this.state.hands.filter((id) => id !== by), ...(raised ? [by] : [])];
        this.append('hand', by, { raised });
        this.presence();
        break;
      }
      case 'run.output': {
        const { doc, version, exit, stdout, stderr, ms } = frame;
        const run = { doc, version, exit, stdout, stderr, ms };
        const { seq, at } = this.append('run', by, run);
        this.state.runs = [
          ...this.state.runs.filter((other) => other.doc !== doc),
          { ...run, seq, at, actor: by },
        ];
        break;
      }
      case 'board.change':
        if (this.state.phase === 'SCHEDULED') {
          return { type: 'refused', op, code: 'not-live', detail: 'It is not open yet.' };
        }
        if (this.state.phase !== 'LIVE') {
          return { type: 'refused', op, code: 'ended', detail: 'The session has ended.' };
        }
        if (this.state.focus && who.me.role !== 'CANDIDATE') {
          return { type: 'refused', op, code: 'focus', detail: 'The candidate thinks just now.' };
        }
        this.append('board', by, { board: frame.board, elements: frame.elements });
        this.setBoard(frame.board, (before) => ({
          ...before,
          elements: [
            ...before.elements.filter(({ id }) => !frame.elements.some((e) => e.id === id)),
            ...frame.elements,
          ],
        }));
        break;
      case 'board.picture':
        this.append('picture', by, { board: frame.board });
        break;
      case 'board.text':
        this.setBoard(frame.board, (before) => ({ ...before, text: frame.text }));
        this.append('boardText', by, { board: frame.board, text: frame.text });
        break;
      case 'note.add':
        return this.privately(who, op, 'note', { text: frame.text });
      case 'mark.add': {
        const mark = Object.fromEntries(
          Object.entries(frame).filter(([key]) => !['type', 'op', 'action'].includes(key)),
        );
        return this.privately(who, op, 'mark', mark);
      }
      case 'note.edit': {
        const note = this.notes.find(({ id }) => id === frame.id);
        if (note) {
          note.data = { text: frame.text };
          this.tellOwn(who, note);
        }
        break;
      }
      case 'note.remove':
      case 'mark.remove': {
        const index = this.notes.findIndex(({ id }) => id === frame.id);
        const [note] = index < 0 ? [] : this.notes.splice(index, 1);
        if (note) {
          this.tellOwn(who, { ...note, deleted: true });
        }
        break;
      }
    }
    return { type: 'done', op, seq: this.log.length };
  }

  private show(by: string, itemId: string): void {
    const item = this.items.find(({ id }) => id === itemId);
    const shown = this.state.items.find(({ id }) => id === itemId);
    if (!item || !shown) {
      return;
    }
    shown.title = item.title;
    shown.question ??= {
      title: item.title,
      prompt: item.prompt,
      answerFormat: item.language === 'python' ? 'code' : 'text',
      language: item.language,
      hints: [],
    };
    this.state.item = itemId;
    this.append('question', by, { item: itemId, question: structuredClone(shown.question) });
    if (!this.state.docs.some(({ id }) => id === itemId)) {
      this.addDocument({
        id: itemId,
        item: itemId,
        title: item.title,
        language: item.language,
        version: 0,
        text: item.starterCode ?? '',
      });
      this.state.boards.push(board(itemId, itemId));
    }
    if (this.state.paused) {
      this.resumes = [...this.resumes.filter((id) => id === sessionTimer), itemId];
    } else {
      Object.entries(this.state.timers.items).forEach(([id, timer]) => {
        const turn = id === itemId ? started(timer, this.now()) : paused(timer, this.now());
        if (turn.runningSince !== timer.runningSince) {
          this.timer(by, id, turn);
        }
      });
    }
  }

  /** In a pause no timer runs; after it, those go on that ran, and that of a question put meanwhile. */
  private pause(by: string, begins: boolean): void {
    const { session, items } = this.state.timers;
    const resumes = Object.entries({ [sessionTimer]: session, ...items })
      .filter(([, { runningSince }]) => runningSince)
      .map(([id]) => id);
    const turned = (id: string, timer: TimerState) =>
      begins
        ? paused(timer, this.now())
        : this.resumes.includes(id)
          ? started(timer, this.now())
          : timer;
    const timers = {
      session: turned(sessionTimer, session),
      items: Object.fromEntries(Object.entries(items).map(([id, one]) => [id, turned(id, one)])),
    };
    this.resumes = begins ? resumes : [];
    this.state = { ...this.state, paused: begins, timers };
    this.append('pause', by, { paused: begins, ...(begins && { resumes }), timers });
  }

  private timer(by: string | null, item: string | null, timer: TimerState): void {
    this.state.timers = item
      ? { ...this.state.timers, items: { ...this.state.timers.items, [item]: timer } }
      : { ...this.state.timers, session: timer };
    this.append('timer', by, { item, timer });
  }

  private privately(
    who: Connected,
    op: string,
    kind: 'note' | 'mark',
    data: PrivateEntry['data'],
  ): ServerFrame {
    const note = {
      id: `n${++this.next}`,
      kind,
      at: this.time(),
      seq: this.log.length,
      data,
      author: who.me.participantId,
    };
    this.notes.push(note);
    this.tellOwn(who, note);
    return { type: 'done', op, id: note.id };
  }

  private tellOwn(who: Connected, note: PrivateEntry): void {
    for (const other of this.connected.values()) {
      if (other.me.participantId === who.me.participantId) {
        other.tell({ type: 'note', ...plain(note) });
      }
    }
  }

  private addDocument(doc: DocumentState): void {
    this.texts.set(doc.id, Text.of(doc.text.split('\n')));
    this.state.docs = [...this.state.docs, doc];
    if (doc.id !== 'scratch') {
      this.append('doc', null, { ...doc });
    }
  }

  private setDocument(id: string, change: Partial<DocumentState>): void {
    this.state.docs = this.state.docs.map((doc) => (doc.id === id ? { ...doc, ...change } : doc));
  }

  private setBoard(id: string, change: (before: BoardState) => BoardState): void {
    this.state.boards = this.state.boards.map((one) => (one.id === id ? change(one) : one));
  }

  private append(kind: EntryKind, actor: string | null, data: Record<string, unknown>): Entry {
    const entry: Entry = { seq: this.log.length + 1, at: this.time(), kind, actor, data };
    this.log.push(entry);
    for (const who of this.connected.values()) {
      if (this.open(who, entry)) {
        who.tell({ type: 'entries', entries: [entry] });
      } else {
        this.owed.set(who.id, [...(this.owed.get(who.id) ?? []), entry]);
      }
    }
    return entry;
  }

  /** While the candidate thinks, nobody looks over the shoulder. */
  private open(who: Connected, entry: Entry): boolean {
    return !(this.state.focus && who.me.role !== 'CANDIDATE' && heldBack.has(entry.kind));
  }

  private pay(): void {
    this.owed.forEach((entries, id) => this.connected.get(id)?.tell({ type: 'entries', entries }));
    this.owed.clear();
  }

  private presence(): void {
    const people: Person[] = [...this.connected.values()].map(({ id, me }) => ({
      connection: id,
      ...me,
      hand: this.state.hands.includes(me.participantId),
    }));
    this.connected.forEach(({ tell }) => tell({ type: 'presence', people }));
  }

  private time(): string {
    return new Date(this.now()).toISOString();
  }
}

const plain = ({ id, kind, at, seq, data, deleted }: PrivateEntry): PrivateEntry => ({
  id,
  kind,
  at,
  seq,
  data,
  ...(deleted && { deleted }),
});

const board = (id: string, item: string | null): BoardState => ({
  id,
  item,
  elements: [],
  text: '',
});

const stopped = (minutes: number): TimerState => ({
  runningSince: null,
  elapsedMs: 0,
  limitMs: minutes * 60_000,
});

const started = (timer: TimerState, now: number): TimerState =>
  timer.runningSince ? timer : { ...timer, runningSince: new Date(now).toISOString() };

const paused = (timer: TimerState, now: number): TimerState => ({
  ...timer,
  runningSince: null,
  elapsedMs: timer.elapsedMs + (timer.runningSince ? now - Date.parse(timer.runningSince) : 0),
});
