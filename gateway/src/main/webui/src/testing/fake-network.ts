import type { ClientFrame, Me } from '@/features/room/connection/protocol';
import type { Socket, World } from '@/features/room/connection/room-connection';
import type { FakeRoom } from './fake-room';

interface Job {
  at: number;
  order: number;
  run: () => void;
}

/** Time that moves only when a test says so. */
export class FakeTime {
  now = 0;
  private jobs: Job[] = [];
  private order = 0;

  readonly after = (millis: number, run: () => void): (() => void) => {
    const job = { at: this.now + millis, order: ++this.order, run };
    this.jobs.push(job);
    return () => {
      this.jobs = this.jobs.filter((other) => other !== job);
    };
  };

  pass(millis: number): void {
    const until = this.now + millis;
    for (;;) {
      const due = this.jobs
        .filter(({ at }) => at <= until)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!due) {
        this.now = until;
        return;
      }
      this.jobs = this.jobs.filter((other) => other !== due);
      this.now = Math.max(this.now, due.at);
      due.run();
    }
  }
}

/** A way to a fake room that can be cut, slow, deaf, or say things twice. */
export class FakeNetwork {
  up = true;
  /** Frames are swallowed both ways, and nobody is told. */
  deaf = false;
  delay: () => number = () => 5;
  /** How often a frame from the server comes. */
  copies: () => number = () => 1;
  /** What the client sent, by connection. */
  readonly sent: ClientFrame[] = [];
  opened = 0;
  private open = new Set<FakeSocket>();

  constructor(
    readonly time: FakeTime,
    private readonly room: FakeRoom,
    private readonly me: Me,
  ) {}

  readonly world: World = {
    open: () => this.connect(),
    steady: () => this.time.now,
    after: (millis, run) => this.time.after(millis, run),
    random: () => 0.5,
    diagnose: () => Promise.resolve('unreachable'),
  };

  /** Ends every connection as a lost network does, or the server with its code. */
  cut(code = 1006): void {
    [...this.open].forEach((socket) => socket.end(code));
  }

  private connect(): Socket {
    this.opened += 1;
    const socket = new FakeSocket(
      (frame) => {
        this.sent.push(frame);
        if (this.up && !this.deaf) {
          this.later(socket, () => line.receive(frame));
        }
      },
      () => {
        this.open.delete(socket);
        line.gone();
      },
    );
    const line = this.room.connect(
      this.me,
      (frame) => {
        const text = JSON.stringify(frame);
        for (let copy = 0; copy < this.copies(); copy += 1) {
          if (this.up && !this.deaf) {
            this.later(socket, () => socket.hear(text));
          }
        }
      },
      (code) => this.time.after(1, () => socket.end(code)),
    );
    this.open.add(socket);
    this.time.after(this.delay(), () => (this.up ? socket.begin() : socket.end(1006)));
    return socket;
  }

  private last = 0;

  /** A connection keeps its order, however slow it is; what was on the way when it is cut is lost. */
  private later(socket: FakeSocket, run: () => void): void {
    this.last = Math.max(this.last, this.time.now + this.delay());
    this.time.after(this.last - this.time.now, () => {
      if (this.open.has(socket)) {
        run();
      }
    });
  }
}

class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly bufferedAmount = 0;
  private ended = false;

  constructor(
    private readonly out: (frame: ClientFrame) => void,
    private readonly gone: () => void,
  ) {}

  begin(): void {
    if (!this.ended) {
      this.onopen?.();
    }
  }

  hear(text: string): void {
    if (!this.ended) {
      this.onmessage?.({ data: text });
    }
  }

  end(code: number): void {
    if (!this.ended) {
      this.ended = true;
      this.gone();
      this.onclose?.({ code });
    }
  }

  send(text: string): void {
    if (!this.ended) {
      this.out(JSON.parse(text) as ClientFrame);
    }
  }

  close(): void {
    this.end(1000);
  }
}
