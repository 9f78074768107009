/** The mock's live sessions: one in each state, everything in memory. */
import { randomUUID } from 'node:crypto';
import { paged, type Answer, type MockWorld } from './mock-grading.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const at = (millis: number) => new Date(Date.now() + millis).toISOString();
const ok = (body: Json, status = 200): Answer => ({ status, body });
const refused = (status: number, slug: string, detail: string): Answer => ({
  status,
  slug,
  body: detail,
});
const missing = refused(404, 'not-found', 'There is no such thing.');

const names: Record<string, string> = {
  candidate: 'Casey Candidate',
  interviewer: 'Iris Interviewer',
  admin: 'Ada Admin',
  ivan: 'Ivan Interviewer',
  casey: 'Casey Candidate',
  cody: 'Cody Candidate',
};

const sessions = new Map<string, Json>();
const cards = new Map<string, Json>();
const opinions = new Map<string, Json[]>();
const releases = new Map<string, Json>();
const ratings = new Map<string, Json>();
const reconciliations = new Map<string, Json>();
const timelines = new Map<string, Json>();
let peers: Json[] = [];

const person = (role: string, account: string, joined = false): Json => ({
  id: randomUUID(),
  role,
  name: names[account] ?? account,
  account,
  joinedAt: joined ? at(-hour) : null,
});

function plan(world: MockWorld, id: string, title: string, more: Json): Json {
  const picked = ['coding', 'system-design', 'fundamentals']
    .map((round) => world.questions.find((question) => question.round === round))
    .filter(Boolean);
  const session = {
    id,
    title,
    state: 'SCHEDULED',
    revision: 1,
    startsAt: at(day),
    timeZone: 'America/New_York',
    message: null,
    organiser: { name: names.interviewer },
    people: [
      person('INTERVIEWER', 'interviewer', true),
      person('INTERVIEWER', 'ivan'),
      person('CANDIDATE', 'candidate'),
      person('OBSERVER', 'admin'),
    ],
    agenda: picked.map((question: Json) => ({
      id: randomUUID(),
      questionId: question.id,
      questionVersion: 1,
      title: question.title,
      minutes: question.minutes,
      shownAt: null,
    })),
    openedAt: null,
    endedAt: null,
    releasedAt: null,
    ...more,
  };
  if (session.openedAt) {
    session.agenda.slice(0, 2).forEach((item: Json) => (item.shownAt = session.openedAt));
  }
  sessions.set(id, session);
  return session;
}

function fill(world: MockWorld): void {
  if (sessions.size > 0 || world.questions.length === 0) {
    return;
  }
  plan(world, 's-planned', 'Mock loop for an infrastructure role', {
    message: 'Bring a pencil and some water. We leave ten minutes for your questions at the end.',
  });
  plan(world, 's-live', 'Coding round, live', {
    state: 'LIVE',
    startsAt: at(-10 * minute),
    openedAt: at(-8 * minute),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const over = { startsAt: at(-3 * hour), openedAt: at(-3 * hour), endedAt: at(-2 * hour) };
  plan(world, 's-scoring', 'Attention and friends', { state: 'SCORING', ...over });
  plan(world, 's-released', 'Warm-up with Iris', {
    state: 'RELEASED',
    startsAt: at(-5 * day),
    openedAt: at(-5 * day),
    endedAt: at(-5 * day + hour),
    releasedAt: at(-4 * day),
  });
  plan(world, 's-cancelled', 'Behavioural round', {
    state: 'CANCELLED',
    startsAt: at(-2 * day),
    cancelReason: 'Iris has a cold. We find another day.',
  });
  plan(world, 's-not-held', 'Systems round', { state: 'NO_SHOW', startsAt: at(-day) });
}

const own = (session: Json, role: string): Json =>
  session.people.find(({ account }: Json) => account === role);

function view(world: MockWorld, session: Json): Json {
  const me = own(session, world.role);
  const panel = me.role === 'INTERVIEWER';
  const { people, ...rest } = session;
  return {
    ...rest,
    minutes: session.agenda.reduce((sum: number, item: Json) => sum + item.minutes, 0),
    me: { participantId: me.id, role: me.role },
    participants: people.map((one: Json) => ({
      ...one,
      account: panel ? one.account : undefined,
    })),
    agenda: session.agenda.map((item: Json) =>
      panel || session.state === 'RELEASED' ? item : { id: item.id, minutes: item.minutes },
    ),
  };
}

const question = (world: MockWorld, item: Json): Json =>
  world.questions.find(({ id }) => id === item.questionId);

const guide = (world: MockWorld, session: Json): Json => ({
  items: session.agenda.map((item: Json, position: number) => ({
    itemId: item.id,
    position,
    minutes: item.minutes,
    question: question(world, item),
  })),
});

const program = `import numpy as np

def softmax(x, axis=-1):
    x = x - x.max(axis=axis, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)

def attention(q, k, v, mask=None):
    d = q.shape[-1]
    scores = q @ k.T / np.sqrt(d)
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    return softmax(scores) @ v
`;

/** A candidate who types, hesitates, and takes a line back. */
function timeline(session: Json): Json {
  const kept = timelines.get(session.id);
  if (kept) {
    return kept;
  }
  const start = new Date(session.openedAt).getTime();
  const [first, second] = session.agenda;
  const candidate = session.people.find(({ role }: Json) => role === 'CANDIDATE').id;
  const interviewer = session.people[0].id;
  const entries: Json[] = [];
  let now = start;
  const add = (kind: string, data: Json, actor: string | null, pause: number): void => {
    now += pause;
    entries.push({ seq: entries.length + 1, at: new Date(now).toISOString(), kind, actor, data });
  };
  add('phase', { phase: 'LIVE' }, interviewer, 0);
  add('join', { participantId: candidate }, candidate, 3_000);
  add('chat', { text: 'Hello! Can you hear me well?' }, interviewer, 8_000);
  add('chat', { text: 'Yes, loud and clear.' }, candidate, 6_000);
  add('question', { item: first.id, question: { title: first.title } }, interviewer, 30_000);
  add(
    'doc',
    { id: first.id, item: first.id, title: first.title, language: 'python', version: 0, text: '' },
    interviewer,
    0,
  );
  const runningSince = new Date(now).toISOString();
  add('timer', { item: null, timer: { runningSince, elapsedMs: 0 } }, interviewer, 0);
  add('timer', { item: first.id, timer: { runningSince, elapsedMs: 0 } }, interviewer, 0);
  let text = '';
  let version = 0;
  const type = (typed: string, pace: number): void => {
    for (const letter of typed) {
      const lines = letter === '\n' ? ['', ''] : [letter];
      const changes = [...(text.length > 0 ? [text.length] : []), [0, ...lines]];
      text += letter;
      version += 1;
      add('edit', { doc: first.id, version, client: 'casey', changes }, candidate, pace);
    }
  };
  const erase = (count: number): void => {
    for (let left = count; left > 0; left -= 1) {
      const changes = [...(text.length > 1 ? [text.length - 1] : []), [1]];
      text = text.slice(0, -1);
      version += 1;
      add('edit', { doc: first.id, version, client: 'casey', changes }, candidate, 90);
    }
  };
  type(program.slice(0, 60), 260);
  type('    return np.exp(x) / np.exp(x).sum()', 240);
  add('chat', { text: 'What happens for large logits?' }, interviewer, 9_000);
  erase(38);
  add(
    'hint',
    { item: first.id, index: 0, text: 'Think of the largest entry of each row.' },
    interviewer,
    12_000,
  );
  type(program.slice(60), 230);
  add(
    'run',
    {
      doc: first.id,
      version,
      exit: 0,
      stdout: '[[0.24 0.76]\n [0.5  0.5 ]]\n',
      stderr: '',
      ms: 41,
    },
    candidate,
    7_000,
  );
  add('pause', { paused: true }, interviewer, 20_000);
  add('pause', { paused: false }, interviewer, 60_000);
  add('question', { item: second.id, question: { title: second.title } }, interviewer, 10_000);
  add(
    'boardText',
    {
      board: second.id,
      text: 'client → gateway → queue → workers (x4) → store\nback pressure at the queue',
    },
    candidate,
    90_000,
  );
  add('picture', { board: second.id, png: tinyPicture }, candidate, 30_000);
  add('phase', { phase: 'SCORING' }, interviewer, 120_000);
  const noteAt = (share: number, kind: string, data: Json): Json => {
    const entry = entries[Math.floor(entries.length * share)];
    return { id: randomUUID(), kind, at: entry.at, seq: entry.seq, revision: 1, data };
  };
  const built = {
    entries,
    notes: [
      noteAt(0.2, 'note', { text: 'Starts with the naive softmax; no word on overflow.' }),
      noteAt(0.4, 'mark', {
        item: first.id,
        criterionId: 'any',
        quote: 'x - x.max(axis=axis, keepdims=True)',
        doc: first.id,
        version: 120,
        from: 50,
        to: 90,
      }),
      noteAt(0.75, 'note', {
        text: 'Explained the mask well, unprompted. Asked about shapes first.',
      }),
      noteAt(0.97, 'mark', { item: second.id, quote: 'back pressure at the queue' }),
    ],
    texts: { [first.id]: text },
  };
  timelines.set(session.id, built);
  return built;
}

const tinyPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAGQAAAAyCAIAAAAlV+npAAAAjElEQVR42u3QMQEAAAgDoPnHtZMFfD0oQJuJvFZAiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEiRIlSpQoUaJEyX0F2c4BuyWYxXQAAAAASUVORK5CYII=';

function emptyCard(world: MockWorld, session: Json, participant: Json): Json {
  return {
    participantId: participant.id,
    name: participant.name,
    revision: 1,
    handedInAt: null,
    items: session.agenda.map((item: Json) => ({
      itemId: item.id,
      criteria: question(world, item).rubric.criteria.map(({ id }: Json) => ({
        criterionId: id,
        level: null,
        evidence: [],
      })),
      redFlags: [],
    })),
    recommendation: null,
    feedback: '',
  };
}

function card(world: MockWorld, session: Json, participant: Json): Json {
  const key = `${session.id} ${participant.id}`;
  if (!cards.has(key)) {
    cards.set(key, emptyCard(world, session, participant));
  }
  return cards.get(key);
}

const panelOf = (session: Json): Json[] =>
  session.people.filter(({ role }: Json) => role === 'INTERVIEWER');

/** Ivan has done his work already, where the session is over. */
function ivansCard(world: MockWorld, session: Json): void {
  const ivan = own(session, 'ivan');
  const his = card(world, session, ivan);
  if (!his.handedInAt) {
    his.items.forEach((item: Json, index: number) =>
      item.criteria.forEach((criterion: Json, place: number) => {
        criterion.level = [3, 2, 4, 1, 3][(index + place) % 5];
        criterion.note = place === 0 ? 'Got there with one hint.' : '';
      }),
    );
    his.recommendation = 'HIRE';
    his.feedback = 'A calm, structured candidate. Depth on memory was thin.';
    his.handedInAt = at(-hour);
  }
}

const levelOf = (index: number, place: number): number => [3, 2, 4, 1, 3][(index + place) % 5] ?? 2;

function moments(session: Json): Json[] {
  return session.agenda.slice(0, 2).map((item: Json, index: number) => ({
    id: `m-${index}`,
    kind: index === 0 ? 'range' : 'chat',
    itemId: item.id,
    quote:
      index === 0
        ? 'x = x - x.max(axis=axis, keepdims=True)'
        : 'I would put the back pressure at the queue.',
    at: session.openedAt,
  }));
}

function report(world: MockWorld, session: Json): Json {
  const composed = release(session);
  const bands = ['yes', 'lean-yes', 'lean-yes'];
  const items = session.agenda.slice(0, 2).map((item: Json, index: number) => {
    const { rubric, round } = question(world, item);
    const own = composed.items.find(({ itemId }: Json) => itemId === item.id);
    return {
      itemId: item.id,
      minutes: item.minutes,
      title: item.title,
      round,
      language: index === 0 ? 'python' : 'markdown',
      text: index === 0 ? program : '',
      notSeen: index === 1 ? [rubric.criteria.at(-1).title] : [],
      moments: moments(session)
        .filter(({ id, itemId }) => itemId === item.id && !composed.hiddenEvidence.includes(id))
        .map((moment) => ({ ...moment, criterionId: rubric.criteria[0].id })),
      grade: {
        score: [74, 58][index],
        band: bands[index],
        confidence: 1,
        provisional: false,
        criteria: rubric.criteria
          .slice(0, index === 1 ? -1 : undefined)
          .map((criterion: Json, place: number) => ({
            criterionId: criterion.id,
            title: criterion.title,
            weight: criterion.weight,
            level: levelOf(index, place),
            confidence: 1,
            rationale:
              own?.criteria?.find(({ criterionId }: Json) => criterionId === criterion.id)?.note ??
              criterion.levels[String(levelOf(index, place))],
            evidence: [],
            missing: criterion.indicators.slice(0, Math.max(0, 3 - levelOf(index, place))),
          })),
        redFlags: [],
        strengths: [],
        gaps: [],
        nextStep: own?.nextStep ?? '',
        notices: [],
        provenance: {
          grader: 'human',
          graderVersion: 'panel',
          model: '',
          rubricVersion: 1,
          gradedAt: at(0),
          durationMillis: 0,
        },
      },
    };
  });
  return {
    sessionId: session.id,
    title: session.title,
    startsAt: session.startsAt,
    releasedAt: session.releasedAt,
    candidate: { name: names.candidate },
    interviewers: panelOf(session).map(({ name }) => name),
    recommendation: composed.showRecommendation ? 'HIRE' : null,
    feedback: composed.feedback,
    score: 67,
    band: 'lean-yes',
    items,
    rating: ratings.get(session.id) ?? null,
  };
}

function release(session: Json): Json {
  const kept = releases.get(session.id) ?? {
    revision: 1,
    feedback:
      session.state === 'RELEASED'
        ? 'You were calm and structured.\n\n- Strong: you asked about shapes **before** you wrote a line.\n- Next: say what happens at the edges, such as a row that is masked whole.'
        : '',
    hiddenEvidence: [],
    items: [],
    showRecommendation: false,
  };
  releases.set(session.id, kept);
  return kept;
}

/** Blind until all are in; then what differs, and what is agreed. */
function panelView(world: MockWorld, session: Json, mine: Json): Json {
  const all = panelOf(session).map((one) => card(world, session, one));
  const complete = all.every(({ handedInAt }) => handedInAt);
  const agreed = reconciliations.get(session.id) ?? { revision: 0, items: [] };
  const missing: Json[] = [];
  const items = session.agenda.slice(0, 2).map((item: Json) => ({
    itemId: item.id,
    criteria: question(world, item).rubric.criteria.map(({ id, title }: Json) => {
      const levels = all.map((one: Json) => ({
        participantId: one.participantId,
        level: one.items
          .find(({ itemId }: Json) => itemId === item.id)
          .criteria.find(({ criterionId }: Json) => criterionId === id).level,
      }));
      const seen = levels.map(({ level }) => level).filter((level) => level !== null);
      const unanimous = new Set(levels.map(({ level }) => level)).size === 1;
      const said = agreed.items
        .find(({ itemId }: Json) => itemId === item.id)
        ?.criteria.find(({ criterionId }: Json) => criterionId === id);
      const decided = unanimous || said !== undefined;
      if (!decided) {
        missing.push({
          code: 'criterion',
          detail: `“${title}” of “${item.title}” is not decided yet.`,
        });
      }
      return {
        criterionId: id,
        levels,
        spread: seen.length > 0 ? Math.max(...seen) - Math.min(...seen) : 0,
        unanimous,
        agreed: said?.agreed ?? (unanimous ? levels[0]?.level : null),
        notSeen: said?.notSeen ?? false,
        decided,
        reason: said?.reason ?? null,
      };
    }),
    redFlags: question(world, item)
      .redFlags.slice(0, 1)
      .map(({ id }: Json) => ({ redFlagId: id, by: [all[1]?.participantId], stands: null })),
  }));
  if (!agreed.recommendation) {
    missing.push({ code: 'recommendation', detail: 'The recommendations differ; agree on one.' });
  }
  return {
    panel: all.map(({ participantId, name, handedInAt }) => ({
      participantId,
      name,
      joined: true,
      excused: false,
      handedInAt,
    })),
    complete,
    cards: complete ? all : mine.handedInAt ? [mine] : [],
    reconciliation: complete
      ? {
          revision: agreed.revision,
          items,
          recommendation: agreed.recommendation ?? null,
          missing,
          by: agreed.by,
          at: agreed.at,
        }
      : null,
  };
}

export function sessionsAnswer(
  world: MockWorld,
  method: string,
  url: URL,
  body: Json,
): Answer | null {
  if (!url.pathname.startsWith('/api/sessions')) {
    return null;
  }
  fill(world);
  const path = url.pathname.slice('/api/sessions'.length);
  const call = `${method} ${path}`;
  if (call === 'GET ') {
    const past = url.searchParams.get('when') === 'past';
    const mine = [...sessions.values()].filter(
      (session) =>
        own(session, world.role) &&
        past === ['SCORING', 'RELEASED', 'CANCELLED', 'NO_SHOW'].includes(session.state),
    );
    return ok(
      paged(
        mine.map((session) => ({
          ...view(world, session),
          role: own(session, world.role).role,
          items: session.agenda.length,
          organiser: session.organiser.name,
          participants: session.people.map((one: Json) => ({ role: one.role, name: one.name })),
        })),
        url.searchParams,
      ),
    );
  }
  if (call === 'POST ') {
    const id = randomUUID();
    const session = plan(world, id, body.title, {
      ...body,
      people: [
        person('INTERVIEWER', world.role, true),
        ...body.participants.map(({ role, account, name }: Json) => ({
          ...person(role, account),
          ...(name && { name }),
        })),
      ],
      agenda: body.agenda.map(({ questionId, minutes }: Json) => ({
        id: randomUUID(),
        questionId,
        questionVersion: 1,
        title: world.questions.find((other) => other.id === questionId)?.title,
        minutes,
      })),
    });
    return ok(view(world, session), 201);
  }
  if (call === 'POST /joins') {
    return body.token === 'expired'
      ? refused(410, 'join-link-expired', 'This link has run out.')
      : body.token === 'other'
        ? refused(403, 'join-link-of-another', 'This link is for another account.')
        : ok({ sessionId: 's-planned', role: 'CANDIDATE' });
  }
  if (call === 'GET /statistics/interviewers') {
    return ok({
      items: [
        {
          name: names.interviewer,
          sessions: 14,
          severity: { n: 112, answers: 21, mean: -0.31, enough: true },
          agreement: { n: 112, answers: 21, exact: 0.62, withinOne: 0.94, enough: true },
          ratings: { n: 12, mean: 4.6, enough: true },
        },
        {
          name: names.ivan,
          sessions: 4,
          severity: { n: 20, answers: 4, mean: 0.18, enough: false },
          agreement: { n: 20, answers: 4, exact: 0.55, withinOne: 0.89, enough: false },
          ratings: { n: 3, mean: 3.8, enough: false },
        },
        { name: names.admin, sessions: 1 },
      ],
    });
  }
  if (path === '/results') {
    const released = [...sessions.values()].filter(
      (session) => session.state === 'RELEASED' && own(session, world.role)?.role === 'CANDIDATE',
    );
    return ok(
      paged(
        released.flatMap((session) =>
          report(world, session)
            .items.filter(({ grade }: Json) => grade)
            .map(({ itemId, title, grade }: Json) => ({
              sessionId: session.id,
              itemId,
              questionId: session.agenda.find(({ id }: Json) => id === itemId).questionId,
              questionVersion: 1,
              title,
              score: grade.score,
              band: grade.band,
              releasedAt: session.releasedAt,
            })),
        ),
        url.searchParams,
      ),
    );
  }
  if (path === '/peer-requests') {
    if (method === 'POST') {
      const request = {
        ...body,
        id: randomUUID(),
        state: body.topics.includes('attention') ? 'MATCHED' : 'OPEN',
        createdAt: at(0),
        ...(body.topics.includes('attention') && {
          match: {
            partner: names.cody,
            startsAt: body.times[0],
            askingSessionId: 's-planned',
            answeringSessionId: 's-live',
            calledOff: false,
          },
        }),
      };
      peers.unshift(request);
      return ok(request, 201);
    }
    return ok(paged(peers, url.searchParams));
  }
  if (method === 'DELETE' && path.startsWith('/peer-requests/')) {
    peers = peers.filter(({ id }) => !path.endsWith(id));
    return { status: 204 };
  }
  const [, id = '', part = ''] = /^\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const session = sessions.get(id);
  const me = session && own(session, world.role);
  if (!me) {
    return missing;
  }
  const panel = me.role === 'INTERVIEWER';
  const step = (change: Json): Answer => {
    Object.assign(session, change, { revision: session.revision + 1 });
    return ok(view(world, session));
  };
  switch (`${method} ${part.replace(/participants\/[^/]+/, 'participants/…')}`) {
    case 'GET ':
      return ok(view(world, session));
    case 'PUT ':
      return step({
        title: body.title,
        startsAt: body.startsAt,
        timeZone: body.timeZone,
        message: body.message,
      });
    case 'POST cancellation':
      return step({ state: 'CANCELLED', cancelReason: body.reason });
    case 'POST opening':
      return step({ state: 'LIVE', openedAt: at(0) });
    case 'POST end':
      return step({ state: 'SCORING', endedAt: at(0) });
    case 'GET invitation.ics':
      return { status: 200, body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', type: 'text/calendar' };
    case 'POST participants/…/link':
      return ok(
        { url: `http://localhost:8080/sessions/join/${randomUUID()}`, expiresAt: at(7 * day) },
        201,
      );
  }
  const over = session.state === 'SCORING' || session.state === 'RELEASED';
  if (over) {
    ivansCard(world, session);
  }
  if (part === 'timeline' && (session.state === 'RELEASED' || (panel && over))) {
    const { entries, notes } = timeline(session);
    const after = Number(url.searchParams.get('after') ?? 0);
    const page = entries.filter(({ seq }: Json) => seq > after).slice(0, 1_000);
    return ok({ entries: page, ...(panel && { notes }), next: page.at(-1)?.seq ?? null });
  }
  if (part === 'report' && session.state === 'RELEASED' && me.role !== 'OBSERVER') {
    return ok(report(world, session));
  }
  if (part === 'rating') {
    ratings.set(id, body);
    return ok(report(world, session));
  }
  if (!panel) {
    return missing;
  }
  const mine = card(world, session, me);
  switch (`${method} ${part}`) {
    case 'GET guide':
      return ok(guide(world, session));
    case 'GET notes':
      return ok({ items: over ? timeline(session).notes : [] });
    case 'GET scorecard':
      return ok(mine);
    case 'PUT scorecard':
      Object.assign(mine, body, { revision: mine.revision + 1 });
      return ok(mine);
    case 'POST scorecard/submission':
      mine.handedInAt = at(0);
      mine.revision += 1;
      return ok(mine);
    case 'GET scorecard/opinions':
      return ok({ items: opinions.get(`${id} ${me.id}`) ?? [] });
    case 'POST scorecard/opinion': {
      const item = session.agenda.find((other: Json) => other.id === body.itemId);
      const opinion: Json = { itemId: body.itemId, state: 'WAITING' };
      opinions.set(`${id} ${me.id}`, [
        ...(opinions.get(`${id} ${me.id}`) ?? []).filter((o) => o.itemId !== body.itemId),
        opinion,
      ]);
      setTimeout(() => {
        opinion.state = 'READY';
        opinion.text = `${body.text ?? ''} ${timeline(session).texts[body.itemId] ?? program}`;
        opinion.grade = world.grade(opinion.text, question(world, item));
      }, 2_500);
      return ok(opinion, 202);
    }
    case 'GET scorecards':
      return ok(panelView(world, session, mine));
    case 'PUT reconciliation':
      reconciliations.set(id, {
        ...body,
        revision: (reconciliations.get(id)?.revision ?? 0) + 1,
        by: names[world.role],
        at: at(0),
      });
      return ok(panelView(world, session, mine));
    case 'GET release':
    case 'PUT release': {
      const composed = release(session);
      if (method === 'PUT') {
        Object.assign(composed, body, { revision: composed.revision + 1 });
      }
      return ok({
        ...composed,
        preview: report(world, session),
        moments: moments(session).map((moment, index) => ({
          ...moment,
          criterionId: question(world, session.agenda[index]).rubric.criteria[0].id,
        })),
        proposals: card(world, session, own(session, 'ivan')).items.flatMap((item: Json) =>
          item.criteria
            .filter(({ note }: Json) => note)
            .map(({ criterionId, note }: Json) => ({
              itemId: item.itemId,
              criterionId,
              participantId: own(session, 'ivan').id,
              note,
            })),
        ),
        missing: panelView(world, session, mine).complete
          ? (panelView(world, session, mine).reconciliation?.missing ?? [])
          : [{ code: 'scorecard', detail: 'Not everybody has handed in.' }],
      });
    }
    case 'POST release':
      Object.assign(session, { state: 'RELEASED', releasedAt: at(0) });
      return ok(report(world, session));
  }
  return missing;
}
