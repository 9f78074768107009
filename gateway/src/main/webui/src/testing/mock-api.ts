/**
 * A stand-in for the gateway, for looking at the pages without the services (`npm run mock`). It knows the questions
 * under content/, keeps attempts in memory and grades by a toy rule. It is no part of what is built.
 *
 * Words in an answer choose what happens: REVIEW, UNGRADED, FLAG. `/login?as=interviewer` chooses the role.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin } from 'vite';
import { parse } from 'yaml';
import { curationAnswer } from './mock-curation.ts';
import { graded, gradingAnswer, paged, type MockWorld } from './mock-grading.ts';
import { learningAnswer } from './mock-learning.ts';
import { roomAnswer, serveRoom, whoAsks } from './mock-room.ts';
import { sessionsAnswer } from './mock-sessions.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const content = fileURLToPath(new URL('../../../../../../content/questions/', import.meta.url));
const hidden = ['probe', 'rubric', 'redFlags', 'strongAnswer', 'followUps', 'references', 'covers'];
const gradingMillis = 1_500;

let role: string | null = null;
let questions: Json[] = [];
const attempts = new Map<string, Json>();

const world = (): MockWorld => ({
  role: (role ?? 'candidate') as MockWorld['role'],
  questions,
  attempts,
  grade,
});

function loadQuestions(): Json[] {
  if (!existsSync(content)) {
    return [];
  }
  return readdirSync(content, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      try {
        return parse(readFileSync(content + name, 'utf8')).questions ?? [];
      } catch {
        return []; // somebody is writing it just now
      }
    })
    .map((question: Json) => ({
      companies: [],
      ...question,
      slug: question.id,
      version: 1,
      publishedAt: '2026-11-01T09:00:00Z',
      excerpt: String(question.prompt).replace(/[*#`]/g, '').slice(0, 220),
    }));
}

const without = (value: Json, keys: string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

const facetValues: Record<string, (question: Json) => string[]> = {
  topic: ({ topics }) => topics,
  round: ({ round }) => [round],
  level: ({ level }) =>
    ['L3', 'L4', 'L5', 'L6', 'L7'].filter((l) => level.min <= l && l <= level.max),
  difficulty: ({ difficulty }) => [String(difficulty)],
  company: ({ companies }) => companies,
};

/** The mock knows one typo. */
function why(question: Json, words: string[], typed: string): Json {
  const inTitle = words.filter((word) => question.title.toLowerCase().includes(word));
  const inText = words.filter((word) => !inTitle.includes(word));
  return {
    matched: [
      { field: 'title', terms: inTitle },
      { field: 'prompt', terms: inText },
    ].filter(({ terms }) => terms.length > 0),
    meaning: inTitle.length > 0,
    corrected: typed.includes('atention') ? [{ from: 'atention', to: 'attention' }] : [],
    synonyms: [],
  };
}

function find(query: URLSearchParams): Json {
  const typed = (query.get('q') ?? '').toLowerCase();
  const words = typed.replace('atention', 'attention').split(/\s+/).filter(Boolean);
  const matches = (question: Json, except?: string) =>
    words.every((word) => `${question.title} ${question.prompt}`.toLowerCase().includes(word)) &&
    Object.entries(facetValues).every(([name, values]) => {
      const wanted = query.getAll(name);
      return (
        name === except ||
        wanted.length === 0 ||
        values(question).some((value) => wanted.includes(value))
      );
    });
  const found = questions.filter((question) => matches(question));
  const sort = query.get('sort') ?? '';
  found.sort((a, b) =>
    typeof a[sort] === 'number' ? a[sort] - b[sort] : a.title.localeCompare(b.title),
  );
  const facets = Object.fromEntries(
    Object.entries(facetValues).map(([name, values]) => {
      const counts = new Map<string, number>();
      questions
        .filter((question) => matches(question, name))
        .flatMap(values)
        .forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
      const sorted = [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) =>
          ['level', 'difficulty'].includes(name)
            ? a.value.localeCompare(b.value)
            : b.count - a.count,
        );
      return [name, sorted];
    }),
  );
  return {
    ...paged(
      found.map((question) => ({
        ...without(question, ['prompt', 'hints', 'starterCode', ...hidden]),
        ...(words.length > 0 && { why: why(question, words, typed) }),
      })),
      query,
    ),
    facets,
  };
}

function view(attempt: Json): Json {
  const question = questions.find(({ id }) => id === attempt.questionId);
  return {
    ...attempt,
    question: attempt.state === 'DRAFT' ? without(question, hidden) : question,
  };
}

function summary(attempt: Json): Json {
  const question = questions.find(({ id }) => id === attempt.questionId);
  return {
    ...without(attempt, ['text', 'grade']),
    questionTitle: question.title,
    round: question.round,
    minutes: question.minutes,
    ...(attempt.grade && {
      score: attempt.grade.score,
      band: attempt.grade.band,
      confidence: attempt.grade.confidence,
    }),
  };
}

function start(questionId: string): Json {
  const question = questions.find(({ id }) => id === questionId);
  const now = new Date().toISOString();
  const attempt = {
    id: randomUUID(),
    state: 'DRAFT',
    questionId,
    questionVersion: 1,
    revision: 1,
    text: '',
    language: question.answerFormat === 'code' ? 'python' : 'markdown',
    startedAt: now,
    updatedAt: now,
    activeSeconds: 0,
  };
  attempts.set(attempt.id, attempt);
  return attempt;
}

/** Gives each criterion the next sentences of the answer; every second quote reaches into its neighbour. */
function grade(text: string, question: Json): Json {
  const sentences = [...text.matchAll(/[^.!?\n]{12,}[.!?]?/g)].map((match) => ({
    start: match.index + match[0].search(/\S/),
    end: match.index + match[0].length,
  }));
  const evidence = (start: number, end: number) => ({
    quote: text.substring(start, end),
    start,
    end,
  });
  const criteria = question.rubric.criteria.map((criterion: Json, index: number) => {
    const sentence = sentences[index * 2];
    const next = sentences[index * 2 + 1];
    const level = sentence ? [3, 4, 2, 1, 3, 2][index % 6] : 0;
    return {
      criterionId: criterion.id,
      title: criterion.title,
      weight: criterion.weight,
      level,
      confidence: [0.82, 0.9, 0.64, 0.45, 0.7, 0.6][index % 6],
      rationale: criterion.levels[String(level)],
      evidence: sentence
        ? [
            evidence(
              sentence.start,
              next && index % 2 === 0 ? Math.floor((next.start + next.end) / 2) : sentence.end,
            ),
            ...(next && index < 3 ? [evidence(next.start, next.end)] : []),
          ]
        : [],
      missing: criterion.indicators.slice(0, 4 - Number(level)),
    };
  });
  const flagged = text.includes('FLAG') ? question.redFlags.slice(0, 1) : [];
  const sum = criteria.reduce(
    (total: number, { level, weight }: Json) => total + level * weight,
    0,
  );
  const score = Math.min(Math.round(sum / 4), ...flagged.map(({ cap }: Json) => cap));
  const bands = ['strong-no', 'no', 'lean-no', 'lean-yes', 'yes', 'strong-yes'];
  const at = text.indexOf('FLAG');
  return {
    score,
    band: bands[Math.min(5, Math.floor(score / 16))],
    confidence: 0.71,
    provisional: text.includes('PROVISIONAL'),
    criteria,
    redFlags: flagged.map((flag: Json) => ({
      ...flag,
      evidence: at < 0 ? [] : [evidence(at, Math.min(text.length, at + 40))],
    })),
    strengths: criteria.filter(({ level }: Json) => level >= 3).map(({ title }: Json) => title),
    gaps: criteria.filter(({ level }: Json) => level <= 1).map(({ title }: Json) => title),
    nextStep: 'Say how you would measure it before you say how you would build it.',
    notices: text.includes('ignore')
      ? [
          {
            code: 'instructions',
            detail: 'Part of the answer speaks to the grader. It was not followed.',
          },
        ]
      : [],
    provenance: {
      grader: 'embedded',
      graderVersion: 'embedded-1',
      model: 'bge-small-en-v1.5-q',
      rubricVersion: 1,
      gradedAt: new Date().toISOString(),
      durationMillis: 137,
    },
  };
}

function decide(attempt: Json): void {
  if (attempt.text.includes('REVIEW')) {
    attempt.state = 'IN_REVIEW';
  } else if (attempt.text.includes('UNGRADED')) {
    attempt.state = 'NOT_GRADED';
    attempt.notGradedReason = {
      code: 'off-topic',
      detail: 'The answer does not seem to be about this question.',
    };
  } else {
    attempt.state = 'GRADED';
  }
  graded(world(), attempt);
  attempt.revision += 1;
}

function problem(
  response: ServerResponse,
  status: number,
  slug: string,
  detail: string,
  more: Json = {},
): void {
  send(
    response,
    status,
    {
      type: `https://greenroom.example/problems/${slug}`,
      title: slug,
      status,
      detail,
      traceId: 'mock',
      ...more,
    },
    { 'Content-Type': 'application/problem+json' },
  );
}

function send(
  response: ServerResponse,
  status: number,
  body?: Json,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(
    body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' || !request.headers['content-type']?.includes('json') ? {} : JSON.parse(text);
}

function stream(request: IncomingMessage, response: ServerResponse, attempt: Json): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let sent = '';
  const timer = setInterval(tell, 200);
  request.on('close', () => clearInterval(timer));
  function tell(): void {
    if (attempt.state !== sent) {
      sent = attempt.state;
      response.write(
        `event: state\ndata: ${JSON.stringify({ attemptId: attempt.id, state: sent, revision: attempt.revision, at: new Date().toISOString() })}\n\n`,
      );
      if (sent === 'GRADED' || sent === 'NOT_GRADED') {
        clearInterval(timer);
        response.end();
      }
    }
  }
  tell();
}

async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const call = `${request.method} ${url.pathname}`;
  if (role === null) {
    problem(response, 401, 'unauthorized', 'Nobody is signed in.');
    return;
  }
  if (request.method !== 'GET' && request.headers['x-greenroom-csrf'] !== '1') {
    problem(response, 403, 'forbidden', 'The CSRF header is missing.');
    return;
  }
  if (call === 'GET /api/me') {
    send(response, 200, {
      id: 'c1',
      username: role,
      name: { candidate: 'Casey Candidate', interviewer: 'Iris Interviewer', admin: 'Ada Admin' }[
        role
      ],
      email: `${role}@greenroom.example`,
      roles: [role],
    });
    return;
  }
  const inRoom = roomAnswer(questions, request.method ?? 'GET', url.pathname, whoAsks(request));
  if (inRoom) {
    send(response, inRoom.status, inRoom.body);
    return;
  }
  const curating = /^\/api\/(catalog\/(curation\/|topics$|imports$|exports)|grading\/trials$)/.test(
    url.pathname,
  );
  if (curating || /^\/api\/(grading\/|\w+\/dead-letters)/.test(url.pathname)) {
    const answered = (curating ? curationAnswer : gradingAnswer)(
      world(),
      request.method ?? 'GET',
      url,
      request.headers['if-match'],
      request.method === 'POST' || request.method === 'PUT' ? await bodyOf(request) : {},
    );
    if (answered?.slug) {
      problem(response, answered.status, answered.slug, answered.body, answered.more);
    } else if (answered) {
      send(
        response,
        answered.status,
        answered.body,
        answered.type ? { 'Content-Type': answered.type } : {},
      );
    } else {
      problem(response, 404, 'not-found', 'There is no such thing.');
    }
    return;
  }
  if (url.pathname.startsWith('/api/sessions')) {
    const answered = sessionsAnswer(
      world(),
      request.method ?? 'GET',
      url,
      request.method === 'POST' || request.method === 'PUT' ? await bodyOf(request) : {},
    );
    if (answered?.slug) {
      problem(response, answered.status, answered.slug, answered.body);
    } else if (answered) {
      send(
        response,
        answered.status,
        answered.body,
        answered.type ? { 'Content-Type': answered.type } : {},
      );
    }
    return;
  }
  const learning = learningAnswer(
    world(),
    request.method ?? 'GET',
    url,
    call === 'PUT /api/practice/plan' ? await bodyOf(request) : {},
  );
  if (learning?.slug) {
    problem(response, learning.status, learning.slug, learning.body);
    return;
  }
  if (learning) {
    send(response, learning.status, learning.body);
    return;
  }
  if (call === 'GET /api/catalog/questions') {
    send(response, 200, find(url.searchParams));
    return;
  }
  const slug = /^GET \/api\/catalog\/questions\/([^/]+)$/.exec(call)?.[1];
  if (slug) {
    const question = questions.find(({ id }) => id === slug);
    const open =
      role !== 'candidate' ||
      [...attempts.values()].some((a) => a.questionId === slug && a.state !== 'DRAFT');
    if (question) {
      send(response, 200, open ? question : without(question, hidden));
    } else {
      problem(response, 404, 'question-not-found', 'There is no such question.');
    }
    return;
  }
  if (call === 'POST /api/practice/attempts') {
    const attempt = start((await bodyOf(request)).questionId);
    send(response, 201, view(attempt), { Location: `/api/practice/attempts/${attempt.id}` });
    return;
  }
  if (call === 'GET /api/practice/attempts') {
    const state = url.searchParams.get('state');
    const questionId = url.searchParams.get('questionId');
    const own = [...attempts.values()]
      .reverse()
      .filter((a) => (!state || a.state === state) && (!questionId || a.questionId === questionId));
    send(response, 200, paged(own.map(summary), url.searchParams));
    return;
  }
  const [, id = '', part] =
    /^\/api\/practice\/attempts\/([^/]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
  const attempt = attempts.get(id);
  if (!attempt) {
    problem(response, 404, 'not-found', 'There is no such thing.');
    return;
  }
  const expected = request.headers['if-match'];
  if (expected && expected !== `"${attempt.revision}"`) {
    problem(response, 412, 'stale-revision', `The answer is at revision ${attempt.revision}.`);
    return;
  }
  if (request.method === 'GET' && part === 'events') {
    stream(request, response, attempt);
  } else if (request.method === 'GET') {
    send(response, 200, view(attempt), { ETag: `"${attempt.revision}"` });
  } else if (request.method === 'DELETE') {
    attempts.delete(id);
    response.writeHead(204).end();
  } else if (attempt.state !== 'DRAFT') {
    problem(response, 409, 'attempt-not-draft', 'It was handed in already.');
  } else if (part === 'answer') {
    const { text, activeSeconds } = await bodyOf(request);
    attempt.text = text;
    attempt.activeSeconds = activeSeconds ?? attempt.activeSeconds;
    attempt.revision += 1;
    attempt.updatedAt = new Date().toISOString();
    send(response, 200, {
      revision: attempt.revision,
      updatedAt: attempt.updatedAt,
      activeSeconds: attempt.activeSeconds,
    });
  } else {
    attempt.state = 'SUBMITTED';
    attempt.revision += 1;
    attempt.submittedAt = new Date().toISOString();
    setTimeout(() => decide(attempt), attempt.text.includes('SLOW') ? 60_000 : gradingMillis);
    send(response, 202, view(attempt));
  }
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "worker-src 'self'",
  ].join('; ');
}

function handler(index: (() => string) | null, placeholder: string): Connect.NextHandleFunction {
  questions = loadQuestions();
  return (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    if (url.pathname === '/login') {
      role = url.searchParams.get('as') ?? 'candidate';
      response
        .writeHead(302, {
          Location: url.searchParams.get('returnTo') ?? '/',
          // The room knows several people at once, by their browsers.
          'Set-Cookie': `mock-as=${role}; Path=/`,
        })
        .end();
    } else if (url.pathname === '/logout') {
      role = null;
      response.writeHead(302, { Location: '/' }).end();
    } else if (url.pathname.startsWith('/api/')) {
      void answer(request, response, url).catch(next);
    } else if (index && url.pathname.startsWith('/assets/python-worker-')) {
      const assets = `http://${request.headers.host}/assets/`;
      response.setHeader(
        'Content-Security-Policy',
        `default-src 'none'; script-src ${assets} 'wasm-unsafe-eval'; connect-src ${assets}`,
      );
      next();
    } else if (index && !url.pathname.includes('.')) {
      // As the gateway does it, so that what the policy forbids shows up here already.
      const nonce = randomBytes(16).toString('base64');
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Content-Security-Policy': policy(nonce),
      });
      response.end(index().replaceAll(placeholder, nonce));
    } else {
      next();
    }
  };
}

export function mockApi(placeholder: string): Plugin {
  return {
    name: 'greenroom-mock-api',
    configureServer(server) {
      server.middlewares.use(handler(null, placeholder));
      serveRoom(server.httpServer, () => questions);
    },
    configurePreviewServer(server) {
      const built = () => readFileSync(`${server.config.build.outDir}/index.html`, 'utf8');
      server.middlewares.use(handler(built, placeholder));
      serveRoom(server.httpServer, () => questions);
    },
  };
}
