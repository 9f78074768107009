/**
 * The frames of `greenroom.room.v1` as docs/live-protocol.md has them. Everything in the shared log is for every
 * participant; notes and marks come on their author's connections only.
 */
import type { SessionPhase } from '@/features/room/api/session';
import type { BoardElement } from '@/lib/whiteboard/merge';

export const subprotocol = 'greenroom.room.v1';

export type Role = 'CANDIDATE' | 'INTERVIEWER' | 'OBSERVER';
export type DocumentLanguage = 'python' | 'plain' | 'markdown';

/** CodeMirror's JSON of a ChangeSet. */
export type ChangesJson = unknown[];

export interface ShownQuestion {
  title: string;
  prompt: string;
  answerFormat?: string;
  language?: string;
  /** Those that were given. */
  hints: string[];
}

export interface RoomItem {
  id: string;
  position: number;
  minutes: number;
  title?: string;
  /** There once it was shown. */
  question?: ShownQuestion;
}

export interface DocumentState {
  id: string;
  item: string | null;
  title: string;
  language: DocumentLanguage;
  version: number;
  text: string;
}

export interface BoardState {
  id: string;
  item: string | null;
  elements: BoardElement[];
  text: string;
}

export interface TimerState {
  /** ISO time of the server; null while it stands. */
  runningSince: string | null;
  elapsedMs: number;
  limitMs: number | null;
}

export interface ChatLine {
  seq: number;
  at: string;
  actor: string;
  text: string;
}

export interface RunOutput {
  doc: string;
  version: number;
  exit: number;
  stdout: string;
  stderr: string;
  ms: number;
  at?: string;
  actor?: string | null;
  seq?: number;
}

export interface Focus {
  until: string;
  by: string;
}

export interface RoomState {
  phase: SessionPhase;
  paused: boolean;
  item: string | null;
  items: RoomItem[];
  docs: DocumentState[];
  boards: BoardState[];
  timers: { session: TimerState; items: Record<string, TimerState> };
  focus: Focus | null;
  chat: ChatLine[];
  hands: string[];
  runs: RunOutput[];
}

export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

export interface Limits {
  frameBytes?: number;
  documentUnits?: number;
  chatCharacters?: number;
  iceServers?: IceServer[];
}

export interface Me {
  participantId: string;
  role: Role;
  name: string;
}

export interface Person {
  connection: string;
  participantId: string;
  role: Role;
  name: string;
  hand: boolean;
}

export type EntryKind =
  | 'phase'
  | 'plan'
  | 'question'
  | 'hint'
  | 'timer'
  | 'pause'
  | 'focus'
  | 'doc'
  | 'language'
  | 'edit'
  | 'board'
  | 'picture'
  | 'boardText'
  | 'run'
  | 'chat'
  | 'hand'
  | 'join'
  | 'leave';

export interface Entry {
  seq: number;
  at: string;
  kind: EntryKind;
  /** Missing where the room itself acts. */
  actor?: string | null;
  // Each kind has its own shape; `applyEntry` reads it.
  data: Record<string, unknown>;
}

/** A note or a mark; only its author ever gets it. */
export interface PrivateEntry {
  id: string;
  kind: 'note' | 'mark';
  at: string;
  seq: number;
  data: NoteData | MarkData;
  deleted?: boolean;
}

export interface NoteData {
  text: string;
}

export interface MarkData {
  item?: string | null;
  criterionId?: string | null;
  indicator?: string | null;
  redFlagId?: string | null;
  quote?: string | null;
  doc?: string | null;
  version?: number | null;
  from?: number | null;
  to?: number | null;
}

export interface Welcome {
  type: 'welcome';
  v: 1;
  connection: string;
  me: Me;
  now: string;
  seq: number;
  resumed: boolean;
  limits: Limits;
  state?: RoomState;
  notes?: PrivateEntry[];
}

export type WhisperKind = 'cursor' | 'typing' | 'follow' | 'signal' | 'view';

export interface Whisper {
  type: 'whisper';
  from: string;
  fromConnection: string;
  kind: WhisperKind;
  data: Record<string, unknown>;
}

export type ServerFrame =
  | Welcome
  | { type: 'entries'; entries: Entry[] }
  | { type: 'stale'; doc: string; version: number }
  | { type: 'done'; op: string; seq?: number; id?: string }
  | { type: 'refused'; op: string; code: string; detail: string }
  | ({ type: 'note' } & PrivateEntry)
  | { type: 'presence'; people: Person[] }
  | Whisper
  | { type: 'pong'; t: unknown; now: string }
  | { type: 'error'; code: string; detail: string; doc?: string };

/** What changes the room, by action; each may be sent twice under the same `op` and counts once. */
export type Action =
  | { action: 'question.show'; item: string }
  | { action: 'hint.give'; item: string; index: number }
  | { action: 'timer.start' | 'timer.pause'; item?: string }
  | { action: 'pause' | 'resume' }
  | { action: 'focus.start'; minutes: number }
  | { action: 'focus.end' }
  | { action: 'doc.language'; doc: string; language: DocumentLanguage }
  | { action: 'doc.open'; item: string | null; title: string; language: DocumentLanguage }
  | { action: 'chat.say'; text: string }
  | { action: 'hand.raise' | 'hand.lower' }
  | {
      action: 'run.output';
      doc: string;
      version: number;
      exit: number;
      stdout: string;
      stderr: string;
      ms: number;
    }
  | { action: 'board.change'; board: string; elements: BoardElement[] }
  | { action: 'board.picture'; board: string; png: string }
  | { action: 'board.text'; board: string; text: string }
  | { action: 'note.add'; text: string }
  | { action: 'note.edit'; id: string; text: string }
  | { action: 'note.remove' | 'mark.remove'; id: string }
  | ({ action: 'mark.add' } & MarkData);

export type ClientFrame =
  | { type: 'hello'; v: 1; client: string; since: number | null }
  | {
      type: 'push';
      doc: string;
      version: number;
      rebase?: boolean;
      updates: { changes: ChangesJson }[];
    }
  | ({ type: 'do'; op: string } & Action)
  | { type: 'whisper'; kind: WhisperKind; to?: string; data: Record<string, unknown> }
  | { type: 'ping'; t: number };

/** Why the other side closed the connection. */
export const closeCodes = {
  badFrames: 4400,
  tokenOver: 4401,
  notInIt: 4403,
  unknown: 4404,
  tooSlow: 4408,
  takenOver: 4409,
  over: 4410,
  tooLarge: 4413,
  tooFast: 4429,
  goingDown: 4503,
} as const;
