/** The mock's half for reviewers and administrators: one of everything, so that each page can be looked at. */
import { randomUUID } from 'node:crypto';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const hour = 3_600_000;
const at = (millis: number) => new Date(Date.now() + millis).toISOString();
const person = {
  interviewer: 'Iris Interviewer',
  admin: 'Ada Admin',
  candidate: 'Casey Candidate',
};

export interface MockWorld {
  role: keyof typeof person;
  questions: Json[];
  attempts: Map<string, Json>;
  grade: (text: string, question: Json) => Json;
}

export interface Answer {
  status: number;
  body?: Json;
  slug?: string;
  /** Of a body that is a text. */
  type?: string;
  /** What a problem says besides. */
  more?: Json;
}

const ok = (body: Json, status = 200): Answer => ({ status, body });
const refused = (status: number, slug: string, detail: string): Answer => ({
  status,
  slug,
  body: detail,
});

const reviews = new Map<string, Json>();
const appeals = new Map<string, Json>();
const regrades = new Map<string, Json>();
const letters = new Map<string, Json>();

const sampleAnswer = `I subtract the maximum of each row before exponentiating, because exp overflows for large logits.
The result doesn't change: the factor cancels between numerator and denominator.

Then I sum over the last axis, keeping the dimension so that it broadcasts, and divide.
For very negative rows the sum is at least one, so there is no division by zero.
I would test it with values around 1e4 and compare with a reference in float64.`;

function openReview(world: MockWorld, attempt: Json, kind: string, dueIn: number): Json {
  const question = world.questions.find(({ id }) => id === attempt.questionId);
  const review = {
    id: randomUUID(),
    attempt,
    question,
    kind,
    revision: 1,
    openedAt: at(dueIn - 72 * hour),
    dueAt: at(dueIn),
    reasons: {
      doubt: [
        {
          code: 'low-confidence',
          detail: 'The grader is not sure enough about this answer, so a person will look at it.',
        },
      ],
      appeal: [],
      sample: [],
    }[kind],
  };
  reviews.set(review.id, review);
  return review;
}

/** Seeds the queue once the questions are known. */
function seed(world: MockWorld): void {
  if (reviews.size > 0 || world.questions.length === 0) {
    return;
  }
  const kinds = ['doubt', 'doubt', 'appeal', 'sample', 'doubt', 'doubt'];
  kinds.forEach((kind, index) => {
    const question = world.questions[(index * 7 + 1) % world.questions.length];
    const attempt = {
      id: randomUUID(),
      questionId: question.id,
      text: sampleAnswer,
      language: question.answerFormat === 'code' ? 'python' : 'markdown',
      submittedAt: at(-20 * hour),
    };
    const review = openReview(world, attempt, kind, (index - 1) * 15 * hour);
    if (kind === 'appeal') {
      review.appeal = {
        criteria: [question.rubric.criteria[0].id],
        reason: 'The second sentence says why the result does not change, which the grade misses.',
        openedAt: at(-3 * hour),
      };
    }
    if (index === 1) {
      review.reasons.push({
        code: 'instructions-to-grader',
        detail: 'Part of the answer speaks to the grader instead of the interviewer.',
      });
    }
    if (index === 4) {
      review.claim = { who: 'Ivan Interviewer', until: Date.now() + 17 * 60_000 };
    }
  });
}

function claimOf(review: Json, world: MockWorld): Json {
  if (!review.claim || review.claim.until < Date.now() || review.decision) {
    return undefined;
  }
  const { who, until } = review.claim;
  return { mine: who === person[world.role], by: who, until: new Date(until).toISOString() };
}

function summary(review: Json, world: MockWorld): Json {
  const claim = claimOf(review, world);
  return {
    id: review.id,
    attemptId: review.attempt.id,
    kind: review.kind,
    state: review.decision
      ? 'decided'
      : claim?.mine && review.handedIn
        ? 'marked'
        : claim
          ? 'claimed'
          : 'open',
    reasons: review.reasons,
    questionId: review.question.id,
    questionTitle: review.question.title,
    round: review.question.round,
    openedAt: review.openedAt,
    dueAt: review.dueAt,
    overdue: !review.decision && Date.parse(review.dueAt) < Date.now(),
    claim,
    mine: claim?.mine ?? false,
    claimable: !claim && !review.decision,
  };
}

function view(review: Json, world: MockWorld): Json {
  const { question, attempt } = review;
  const short = summary(review, world);
  const unveiled = review.handedIn !== undefined;
  return {
    ...short,
    revision: review.revision,
    blind: true,
    question: {
      id: question.id,
      version: 1,
      title: question.title,
      round: question.round,
      prompt: question.prompt,
      starterCode: question.starterCode,
      criteria: question.rubric.criteria.map((criterion: Json) => ({
        ...criterion,
        levels: [0, 1, 2, 3, 4].map((level) => criterion.levels[String(level)]),
      })),
      redFlags: question.redFlags,
      strongAnswer: question.strongAnswer,
    },
    answer: short.mine || unveiled ? attempt : undefined,
    marks: review.marks,
    marksHandedInAt: review.handedIn,
    appeal: unveiled ? review.appeal : undefined,
    grades: unveiled
      ? [
          {
            sequence: 1,
            kind: 'first',
            state: 'IN_REVIEW',
            current: !review.decision,
            by: 'machine',
            decidedAt: at(-19 * hour),
            grade: world.grade(attempt.text, question),
            reviewReasons: review.reasons,
          },
        ]
      : [],
    decision: review.decision,
  };
}

function humanGrade(world: MockWorld, review: Json, decision: Json): Json {
  const grade = world.grade(review.attempt.text, review.question);
  const criteria = grade.criteria.map((criterion: Json) => ({
    ...criterion,
    level: decision.criteria.find((c: Json) => c.criterionId === criterion.criterionId).level,
    confidence: 1,
    rationale: '',
  }));
  const sum = criteria.reduce((total: number, c: Json) => total + c.level * c.weight, 0);
  const score = Math.round(sum / 4);
  const bands = ['strong-no', 'no', 'lean-no', 'lean-yes', 'yes', 'strong-yes'];
  return {
    ...grade,
    score,
    band: bands[Math.min(5, Math.floor(score / 16))],
    confidence: 1,
    provisional: false,
    criteria,
    provenance: { ...grade.provenance, grader: 'human', graderVersion: 'review-1', model: 'none' },
  };
}

/** What the candidate's attempt has besides its grade, in the services' shapes. */
function addRecord(attempt: Json, record: Json): void {
  const before = (attempt.grades ?? []).map((known: Json) => ({ ...known, current: false }));
  attempt.grades = [
    ...before,
    { sequence: before.length + 1, current: true, decidedAt: at(0), ...record },
  ];
  attempt.grade = record.grade;
  attempt.state = record.state;
}

/** A toy grade came; a doubtful one opens a review. */
export function graded(world: MockWorld, attempt: Json): void {
  if (attempt.state === 'NOT_GRADED') {
    return;
  }
  const question = world.questions.find(({ id }) => id === attempt.questionId);
  const grade = world.grade(attempt.text, question);
  if (attempt.state === 'IN_REVIEW') {
    const review = openReview(world, attempt, 'doubt', 71 * hour);
    attempt.reviewReasons = review.reasons;
    attempt.reviewDueAt = review.dueAt;
  }
  addRecord(attempt, { kind: 'first', by: 'machine', state: attempt.state, grade });
}

function decide(world: MockWorld, review: Json, body: Json): void {
  const grade = humanGrade(world, review, body);
  const machine = world.grade(review.attempt.text, review.question);
  review.decision = {
    ...body,
    criteria: body.criteria.map((criterion: Json) => {
      const same = (marks: Json) =>
        marks.criteria.find((c: Json) => c.criterionId === criterion.criterionId)?.level ===
        criterion.level;
      const [own, ai] = [same(review.marks), same(machine)];
      return { ...criterion, source: own ? (ai ? 'both' : 'own') : ai ? 'ai' : 'other' };
    }),
    score: grade.score,
    band: grade.band,
    decidedAt: at(0),
  };
  if (review.attempt.grades) {
    addRecord(review.attempt, {
      kind: review.kind === 'appeal' ? 'appeal' : 'review',
      by: 'person',
      state: 'GRADED',
      grade,
      comment: body.comment,
    });
  }
  const appeal = [...appeals.values()].find((a) => a.reviewId === review.id);
  if (appeal) {
    appeal.state = 'DECIDED';
    appeal.endedAt = at(0);
    appeal.outcome = { changed: true, gradeSequence: 2, comment: body.comment };
  }
}

const figure = (value: number, wide = 0.08) => ({
  value,
  low: Math.max(-1, value - wide),
  high: Math.min(1, value + wide),
});

function agreement(n: number, kappa: number): Json {
  const confusion = [0, 1, 2, 3, 4].map((first) =>
    [0, 1, 2, 3, 4].map((second) =>
      Math.round((n / 11) * ([1.6, 0.6, 0.15, 0.02, 0][Math.abs(first - second)] ?? 0)),
    ),
  );
  return {
    n,
    attempts: Math.ceil(n / 4),
    enough: n >= 80,
    exact: figure(0.4 + kappa / 3),
    adjacent: figure(0.7 + kappa / 4),
    kappa: figure(kappa, n > 80 ? 0.1 : 0.35),
    meanDifference: figure(-0.12, 0.1),
    confusion,
  };
}

function calibration(world: MockWorld): Json {
  const questions = world.questions.slice(0, 4);
  return {
    generatedAt: at(-5_000),
    aiHuman: agreement(212, 0.62),
    humanHuman: agreement(36, 0.74),
    questions: questions.map((q, i) => ({
      questionId: q.id,
      title: q.title,
      aiHuman: agreement([120, 84, 44, 12][i] ?? 8, [0.68, 0.55, 0.4, 0.2][i] ?? 0.3),
      humanHuman: agreement(i === 0 ? 36 : 0, 0.74),
    })),
    criteria: questions.slice(0, 2).flatMap((q, i) =>
      q.rubric.criteria.map((c: Json, j: number) => ({
        questionId: q.id,
        criterionId: c.id,
        title: c.title,
        aiHuman: agreement(96 - i * 40, 0.7 - j * 0.15),
        humanHuman: agreement(0, 0),
      })),
    ),
    graders: [
      { grader: 'embedded', graderVersion: 'embedded-3', aiHuman: agreement(90, 0.51) },
      { grader: 'embedded', graderVersion: 'embedded-7', aiHuman: agreement(122, 0.66) },
    ],
    drift: [8, 7, 6, 5, 4, 3, 2, 1].map((weeks) => ({
      week: at(-weeks * 7 * 24 * hour).slice(0, 10),
      aiHuman: agreement(24 + weeks, 0.72 - weeks * 0.03),
    })),
    reviewers: [
      { reviewer: 'Iris Interviewer', n: 128, enough: true, severity: -0.31 },
      { reviewer: 'Ivan Interviewer', n: 76, enough: true, severity: 0.22 },
      { reviewer: 'Ada Admin', n: 8, enough: false, severity: 0.05 },
    ].map((r) => ({ ...r, meanDifference: figure(r.severity), aiHuman: agreement(r.n, 0.6) })),
  };
}

function graders(): Json {
  const gate = (name: string, rule: string, mean: number, pass = true): Json => ({
    name,
    rule,
    n: 240,
    mean,
    p95: mean + 0.05,
    max: mean + 0.09,
    passRate: pass ? 1 : 0.87,
    pass,
  });
  const set = (name: string, n: number, r: number): Json => ({
    name,
    n,
    questions: 80,
    pearson: figure(r),
    withinQuestion: figure(r - 0.02),
    spearman: figure(r - 0.01),
    rmse: figure(0.19, 0.01),
    qwk: figure(r - 0.07),
  });
  return {
    items: [
      {
        kind: 'llm',
        version: 'llm-3',
        model: 'gpt-x-mini',
        active: true,
        detail: 'One call a group of criteria; every quote is checked afterwards.',
        provider: 'openai',
        promptVersion: 'criteria-3',
        samples: 3,
        breaker: 'open',
      },
      {
        kind: 'embedded',
        version: 'embedded-7',
        model: 'bge-small-en-v1.5-q',
        active: false,
        detail: 'In this process, without a key or a network; stands in for the other.',
        evaluation: {
          measuredOn: '2026-11-21',
          measuredBy: 'build',
          datasets: [
            set('mohler', 1117, 0.64),
            set('nn_exam', 539, 0.45),
            set('saf_en', 897, 0.48),
          ],
        },
        gates: {
          measuredOn: '2026-11-21',
          measuredBy: 'build',
          pass: false,
          falsePositiveRate: 0.004,
          heldOutPassRate: 0.92,
          gates: [
            gate('blank', 'score at most 0.05', 0),
            gate('dont-know', 'score at most 0.05', 0),
            gate('parroted-question', 'score at most 0.20', 0.08),
            gate('off-topic', 'score at most 0.20', 0.11),
            gate('injection-added', 'moves by at most +0.05 on average', -0.03),
            gate('keyword-salad', 'at most 0.5 and flagged', 0.31),
            gate('negated-reference', 'at most 0.3, or flagged', 0.28, false),
          ],
          families: [
            ['instructions', 1],
            ['other-languages', 0.98],
            ['fake-turns', 1],
            ['forged-json', 1],
            ['claims-of-authority', 0.93],
            ['rubric-restated', 0.76],
            ['zero-width', 1],
            ['base64', 0.97],
          ].map(([name, passRate]) => ({ name, gate: 'injection-added', n: 120, passRate })),
        },
      },
    ],
    budgets: ['tenant', 'user'].flatMap((scope, i) =>
      ['input', 'output'].map((tokens, j) => ({
        scope,
        tokens,
        limit: (i === 0 ? 2_000_000 : 100_000) / (j + 1),
        periodSeconds: 86_400,
        ...(scope === 'tenant' && { left: j === 0 ? 1_240_000 : 42_000 }),
      })),
    ),
    provisionalWaiting: 3,
  };
}

function usage(month: string): Json {
  const figures = (scale: number): Json => ({
    grades: Math.round(20 * scale),
    cached: Math.round(3 * scale),
    failed: Math.round(scale / 4),
    calls: Math.round(61 * scale),
    inputTokens: Math.round(91_000 * scale),
    outputTokens: Math.round(12_500 * scale),
    costMicros: Math.round(21_300 * scale),
  });
  return {
    month,
    total: figures(14),
    days: Array.from({ length: 14 }, (_, i) => ({
      day: `${month}-${String(i + 3).padStart(2, '0')}`,
      figures: figures(0.4 + ((i * 7) % 5) / 3),
    })),
    graders: [{ provider: 'openai', model: 'gpt-x-mini', version: 'llm-3', figures: figures(14) }],
    candidates: [{ candidateId: randomUUID(), figures: figures(9) }],
    budgets: [],
    provisionalWaiting: 3,
  };
}

/** A month that is not this one has nothing. */
function ownUsage(month: string): Json {
  const { total, days } = usage(month);
  const now = month === new Date().toISOString().slice(0, 7);
  const none = Object.fromEntries(Object.keys(total).map((key) => [key, 0]));
  return {
    month,
    total: now ? total : none,
    days: now ? days : [],
    budgets: [
      { scope: 'user', tokens: 'input', limit: 100_000, periodSeconds: 86_400, left: 61_300 },
      { scope: 'user', tokens: 'output', limit: 20_000, periodSeconds: 86_400, left: -350 },
    ],
  };
}

function regradeView(regrade: Json): Json {
  const share = Math.min(1, (Date.now() - regrade.started) / 6_000);
  const total = 180;
  const state =
    regrade.end ??
    (regrade.applied
      ? Date.now() - regrade.applied > 3_000
        ? 'applied'
        : 'applying'
      : share < 1
        ? 'running'
        : 'ready');
  return {
    id: regrade.id,
    state,
    scope: regrade.body.scope,
    rubric: regrade.body.rubric,
    overridePeople: regrade.body.overridePeople,
    grader: 'embedded',
    graderVersion: 'embedded-7',
    openedAt: new Date(regrade.started).toISOString(),
    openedBy: 'Ada Admin',
    progress: {
      total,
      graded: Math.floor(share * (total - 2)),
      failed: share < 1 ? 0 : 2,
      applied: state === 'applied' ? 170 : 0,
      skipped: state === 'applied' ? 8 : 0,
    },
    ...(share === 1 && {
      report: {
        n: 178,
        meanDifference: 2.4,
        low: 1.1,
        high: 3.7,
        standardDeviation: 8.9,
        changed: 131,
        up: 84,
        down: 47,
        crossingBand: 23,
        pValue: 0.0004,
        significant: true,
        histogram: [-25, -20, -15, -10, -5, 0, 5, 10, 15, 20].map((from, i) => ({
          from,
          to: from + 5,
          n: [1, 3, 6, 14, 23, 66, 38, 17, 8, 2][i],
        })),
        bands: [
          { from: 'lean-no', to: 'lean-yes', n: 14 },
          { from: 'yes', to: 'lean-yes', n: 6 },
          { from: 'yes', to: 'strong-yes', n: 3 },
        ],
      },
    }),
  };
}

function seedLetters(): void {
  if (letters.size > 0) {
    return;
  }
  for (let i = 0; i < 5; i++) {
    const id = randomUUID();
    const broken = i === 4;
    letters.set(id, {
      id,
      state: 'DEAD',
      topic: broken ? 'practice.submissions' : 'catalog.questions',
      partition: 0,
      offset: 41 + i,
      key: randomUUID(),
      eventId: randomUUID(),
      eventType: broken ? undefined : 'catalog.question-published.v1',
      causeId: broken ? 'c2' : 'c1',
      failure: broken ? 'JsonParseException' : 'ConstraintViolation',
      cause: broken
        ? 'The event is not JSON.'
        : 'A criterion without levels: /rubric/criteria/2/levels',
      deadAt: at(-(i + 1) * 3 * hour),
      sizeBytes: 4_312 + i,
      replayable: !broken,
      actions: [],
    });
  }
}

function deadLetters(method: string, rest: string[], query: URLSearchParams, body: Json): Answer {
  seedLetters();
  const all = [...letters.values()];
  const [first, second, third] = rest;
  const bare = (letter: Json) => ({ ...letter, actions: undefined });
  const act = (letter: Json, action: string, extra: Json): void => {
    Object.assign(letter, { state: action, settledAt: at(0), ...extra });
    letter.actions.push({ action, by: 'Ada Admin', at: at(0), reason: body.reason });
  };
  if (!first) {
    const found = all.filter(
      (l) =>
        l.state === (query.get('state') ?? l.state) &&
        l.causeId === (query.get('cause') ?? l.causeId),
    );
    return ok(paged(found.map(bare), query));
  }
  if (first === 'causes') {
    const dead = all.filter((l) => l.state === 'DEAD');
    if (third === 'replay') {
      const wanted = dead.filter((l) => l.causeId === second && l.replayable);
      wanted.forEach((l) => act(l, 'REPLAYED', { outcome: 'WAITING' }));
      return ok({ replayed: wanted.length, left: 0 });
    }
    const ids = [...new Set(dead.map((l) => l.causeId))];
    return ok({
      items: ids.map((id) => {
        const of = dead.filter((l) => l.causeId === id);
        return {
          ...bare(of[0]),
          id,
          count: of.length,
          replayable: of.filter((l) => l.replayable).length,
          firstAt: of.at(-1).deadAt,
          lastAt: of[0].deadAt,
        };
      }),
    });
  }
  const letter = letters.get(first);
  if (!letter) {
    return refused(404, 'not-found', 'There is no such dead letter.');
  }
  if (method === 'POST') {
    act(
      letter,
      second === 'replay' ? 'REPLAYED' : 'DISCARDED',
      second === 'replay' ? { outcome: 'PROCESSED' } : {},
    );
    return ok(bare(letter));
  }
  return ok({
    deadLetter: bare(letter),
    outline: [
      { pointer: '/data/questionId', type: 'string', length: 24 },
      { pointer: '/data/rubric/criteria', type: 'array', length: 4 },
      { pointer: '/data/rubric/criteria/2/levels', type: 'null' },
    ],
    actions: letter.actions,
  });
}

export function paged(all: Json[], query: URLSearchParams): Json {
  const number = Number(query.get('page') ?? 0);
  const size = Number(query.get('size') ?? 20);
  return {
    items: all.slice(number * size, (number + 1) * size),
    page: { number, size, total: all.length },
  };
}

function gradeCase(attempt: Json): Json {
  const appeal = [...appeals.values()].findLast((a) => a.attemptId === attempt.id);
  const allowed = attempt.state === 'GRADED' && !appeal;
  return {
    attemptId: attempt.id,
    state: attempt.state,
    grade: attempt.grade,
    grades: attempt.grades ?? [],
    reviewReasons: attempt.reviewReasons ?? [],
    appeal: appeal && { ...appeal, withdrawable: appeal.state === 'OPEN' },
    appealable: allowed
      ? { allowed, until: at(13 * 24 * hour) }
      : { allowed, why: appeal ? 'A decision on an appeal is final.' : undefined },
    retry: {
      allowed: attempt.state === 'NOT_GRADED' && !attempt.retried,
      waiting: false,
      notBefore: attempt.retried ? at(hour) : undefined,
    },
  };
}

/** Answers a call under /api/grading, or of dead letters anywhere; `null` for others. */
export function gradingAnswer(
  world: MockWorld,
  method: string,
  url: URL,
  ifMatch: string | undefined,
  body: Json,
): Answer | null {
  const [, , service, kind, id, part, sub] = url.pathname.split('/');
  const query = url.searchParams;
  if (kind === 'dead-letters') {
    return world.role !== 'admin'
      ? refused(403, 'forbidden', 'Only administrators deal with dead letters.')
      : service === 'grading'
        ? deadLetters(method, url.pathname.split('/').slice(4), query, body)
        : ok(id === 'causes' ? { items: [] } : paged([], query));
  }
  if (service !== 'grading') {
    return null;
  }
  seed(world);
  switch (kind) {
    case 'graders':
      return ok(graders());
    case 'usage':
      return ok(
        id === 'mine' ? ownUsage(query.get('month') ?? '') : usage(query.get('month') ?? ''),
      );
    case 'gold':
      return {
        ...ok('{"dataset":"gold","answer":"One."}\n{"dataset":"gold","answer":"Two."}\n'),
        type: 'application/x-ndjson',
      };
    case 'calibration':
      return ok(calibration(world));
    case 'grades': {
      const attempt = world.attempts.get(id ?? '');
      if (!attempt) {
        return refused(404, 'not-found', 'There is no such attempt.');
      }
      if (part === 'retries') {
        attempt.retried = true;
      }
      return ok(gradeCase(attempt));
    }
    case 'appeals': {
      if (method === 'DELETE') {
        const appeal = appeals.get(id ?? '');
        appeal.state = 'WITHDRAWN';
        appeal.endedAt = at(0);
        reviews.delete(appeal.reviewId);
        world.attempts.get(appeal.attemptId).state = 'GRADED';
        return ok(undefined, 204);
      }
      const attempt = world.attempts.get(body.attemptId);
      const review = openReview(world, attempt, 'appeal', 72 * hour);
      const appeal = {
        id: randomUUID(),
        ...body,
        state: 'OPEN',
        openedAt: at(0),
        dueAt: review.dueAt,
        reviewId: review.id,
      };
      review.appeal = appeal;
      appeals.set(appeal.id, appeal);
      attempt.state = 'APPEALED';
      return ok({ ...appeal, withdrawable: true }, 201);
    }
    case 'regrades': {
      if (method === 'POST' && !id) {
        const regrade = { id: randomUUID(), started: Date.now(), body };
        regrades.set(regrade.id, regrade);
        return ok(regradeView(regrade), 202);
      }
      const regrade = regrades.get(id ?? '');
      if (!id) {
        return ok(paged([...regrades.values()].reverse().map(regradeView), query));
      }
      if (part === 'items') {
        const items = Array.from({ length: 23 }, (_, i) => ({
          attemptId: randomUUID(),
          questionId: world.questions[i % world.questions.length].id,
          state: 'graded',
          byPerson: i === 2,
          oldScore: 48 + i,
          newScore: 71 - i,
          oldBand: 'lean-no',
          newBand: 'lean-yes',
          difference: 23 - 2 * i,
          crossesBand: i < 12,
        }));
        return ok(
          paged(
            items.filter((item) => query.get('crossing') !== 'true' || item.crossesBand),
            query,
          ),
        );
      }
      if (method === 'DELETE') {
        regrade.end = 'discarded';
        return ok(undefined, 204);
      }
      if (part === 'application') {
        regrade.applied = Date.now();
      }
      return ok(regradeView(regrade));
    }
    case 'reviews':
      return reviewAnswer(world, method, [id, part, sub], query, ifMatch, body);
    default:
      return null;
  }
}

function reviewAnswer(
  world: MockWorld,
  method: string,
  [id, part, sub]: (string | undefined)[],
  query: URLSearchParams,
  ifMatch: string | undefined,
  body: Json,
): Answer {
  if (world.role === 'candidate') {
    return refused(403, 'forbidden', 'Only interviewers and administrators review answers.');
  }
  if (method === 'POST' && (!id || id === 'samples')) {
    if (id) {
      const considered = Math.max(0, 40 - 2 * reviews.size);
      return ok({ opened: Math.ceil(body.share * considered), considered });
    }
    const before = [...reviews.values()].find(({ attempt }) => attempt.id === body.attemptId);
    if (!before) {
      return refused(409, 'nothing-to-review', 'There is no graded attempt with this id.');
    }
    if (!before.decision) {
      return refused(409, 'already-in-review', 'It is in the queue as a sample.');
    }
    return ok(view(openReview(world, before.attempt, 'sample', 72 * hour), world), 201);
  }
  if (!id) {
    const states = query.getAll('state');
    const found = [...reviews.values()]
      .map((review) => summary(review, world))
      .filter(
        (review) =>
          states.includes(review.state) &&
          (query.get('mine') !== 'true' || review.mine) &&
          (query.get('overdue') !== 'true' || review.overdue) &&
          review.kind === (query.get('kind') ?? review.kind) &&
          review.round === (query.get('round') ?? review.round),
      )
      .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
    return ok(paged(found, query));
  }
  const review = reviews.get(id);
  if (!review) {
    return refused(404, 'review-not-found', 'There is no such review.');
  }
  if (ifMatch && ifMatch !== `"${review.revision}"`) {
    return refused(412, 'stale-review', 'The review was changed in the meantime.');
  }
  const claim = claimOf(review, world);
  if (part === 'log') {
    return ok({ items: [{ at: review.openedAt, by: 'Greenroom', what: 'opened' }] });
  }
  if (part === 'claim' && method === 'PUT') {
    if (claim && !claim.mine) {
      return refused(409, 'review-claimed', `${claim.by} holds this review.`);
    }
    review.claim = { who: person[world.role], until: Date.now() + 30 * 60_000 };
    review.revision += 1;
  } else if (part === 'claim') {
    review.claim = undefined;
    return ok(undefined, 204);
  } else if (method !== 'GET') {
    if (!claim?.mine) {
      return refused(409, 'review-not-claimed', 'Your claim has run out.');
    }
    review.revision += 1;
    if (part === 'decision') {
      decide(world, review, body);
    } else if (sub === 'submission') {
      review.handedIn = at(0);
    } else {
      review.marks = body;
      review.claim.until = Date.now() + 30 * 60_000;
    }
  }
  return ok(view(review, world));
}
