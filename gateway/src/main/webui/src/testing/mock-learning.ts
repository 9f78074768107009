/** The learning side of the mock: topics, companies, loops, plans and the like as content/ has them, marks in memory. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { paged, type Answer, type MockWorld } from './mock-grading.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const content = fileURLToPath(new URL('../../../../../../content/', import.meta.url));
const roundTitles: Record<string, string> = {
  coding: 'Coding',
  fundamentals: 'Fundamentals',
  'system-design': 'System design',
  behavioral: 'Behavioural',
  domain: 'Domain',
  'recruiter-screen': 'Recruiter screen',
  'hiring-manager': 'Hiring manager',
  'take-home': 'Take-home',
};
const day = 86_400_000;

const bookmarks = new Map<string, string>();
const ticked = new Set<string>();
let chosen: { planId: string; interviewDate?: string; chosenAt: string } | null = null;

const file = (name: string): Json =>
  existsSync(content + name) ? parse(readFileSync(content + name, 'utf8')) : {};
const folder = (name: string): Json[] =>
  existsSync(content + name)
    ? readdirSync(content + name)
        .filter((entry) => entry.endsWith('.yaml'))
        .map((entry) => file(`${name}/${entry}`))
    : [];

const texts = {
  topics: (): Json[] => file('topics.yaml').topics ?? [],
  collections: (): Json[] => file('collections.yaml').collections ?? [],
  companies: () => folder('companies'),
  loops: () => folder('loops'),
  plans: () => folder('plans'),
  rounds: () => folder('rounds'),
  guides: () => folder('guides'),
};

const ok = (body: Json): Answer => ({ status: 200, body });
const missing: Answer = { status: 404, slug: 'not-found', body: 'There is no such thing.' };
const sum = (items: Json[]): number => items.reduce((total, { minutes }) => total + minutes, 0);

function titled(ids: string[] = [], among: Json[] = []): Json[] {
  return ids.map((id) => {
    const found = among.find((other) => other.id === id);
    return { id, title: found?.title ?? found?.name ?? id };
  });
}

/** Shuffles the same way for the same seed. */
function shuffled(items: Json[], seed: number): Json[] {
  const mixed = (id: string): number =>
    [...id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, seed + 7);
  return [...items].sort((a, b) => mixed(a.id) - mixed(b.id));
}

function brief(question: Json): Json {
  const { id, slug, version, title, round, topics, level, difficulty, minutes } = question;
  const { answerFormat, companies, excerpt } = question;
  return {
    ...{ id, slug, version, title, round, topics, level, difficulty, minutes },
    ...{ answerFormat, companies, excerpt },
  };
}

const suits = (level: string | null, { min, max }: Json): boolean =>
  !level || (min <= level && level <= max);

function loopSummary(loop: Json): Json {
  return {
    ...loop,
    companies: titled(loop.companies, texts.companies()),
    minutes: sum(loop.rounds),
    rounds: loop.rounds.map(({ id, round, title, minutes }: Json) => ({
      ...{ id, round, title, minutes },
    })),
  };
}

function practice(loop: Json, questions: Json[], seed: number, level: string | null): Json {
  const drawn = new Set<string>();
  const rounds = loop.rounds.map((round: Json) => {
    const wanted = round.questions?.length ?? round.pick?.count ?? 0;
    const fitting = round.questions
      ? questions.filter(({ id }) => round.questions.includes(id))
      : shuffled(questions, seed).filter(
          (question) =>
            question.round === (round.pick?.round ?? round.round) &&
            !drawn.has(question.id) &&
            suits(level, question.level) &&
            (!round.pick?.topics?.length ||
              question.topics.some((topic: string) => round.pick.topics.includes(topic))),
        );
    const picked = fitting.slice(0, wanted);
    picked.forEach(({ id }: Json) => drawn.add(id));
    const { id, round: kind, title, minutes, tests, scored } = round;
    return {
      ...{ id, round: kind, title, minutes, tests, scored },
      questions: picked.map(brief),
      missing: wanted - picked.length,
    };
  });
  return {
    loopId: loop.id,
    title: loop.title,
    seed,
    minutes: sum(loop.rounds),
    rounds,
    ...(level && { level }),
  };
}

const activities = (week: Json, number: number): Json[] =>
  week.activities.map((activity: Json, index: number) => ({
    id: `w${number}-a${index + 1}`,
    ...activity,
  }));

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

function plan(found: Json, interviewDate: string | null): Json {
  const topics = texts.topics();
  return {
    ...found,
    minutes: found.weeks.reduce((total: number, week: Json) => total + sum(week.activities), 0),
    ...(interviewDate && { interviewDate }),
    weeks: found.weeks.map((week: Json, index: number) => {
      const end = interviewDate
        ? Date.parse(interviewDate) - (found.weeks.length - 1 - index) * 7 * day
        : 0;
      return {
        ...week,
        topics: titled(week.topics, topics),
        minutes: sum(week.activities),
        ...(interviewDate && { from: iso(end - 6 * day), to: iso(end) }),
        activities: activities(week, week.number).map((activity) => ({
          ...activity,
          ...(activity.topic && { topic: titled([activity.topic], topics)[0] }),
          ...(activity.loop && { loop: titled([activity.loop], texts.loops())[0] }),
          ...(activity.guide && { guide: titled([activity.guide], texts.guides())[0] }),
        })),
      };
    }),
  };
}

function myPlan(world: MockWorld): Json {
  const found = chosen && texts.plans().find(({ id }) => id === chosen?.planId);
  if (!chosen || !found) {
    return {};
  }
  const handedIn = [...world.attempts.values()].filter(({ state }) => state !== 'DRAFT').length;
  const lastDay = chosen.interviewDate
    ? Date.parse(chosen.interviewDate)
    : Date.parse(chosen.chosenAt.slice(0, 10)) + (found.weeks.length * 7 - 1) * day;
  const today = Date.parse(iso(Date.now()));
  const weeks = found.weeks.map((week: Json, index: number) => {
    const to = lastDay - (found.weeks.length - 1 - index) * 7 * day;
    const from = to - 6 * day;
    const all = activities(week, week.number).map((activity) => {
      const of = activity.kind === 'practice' ? (activity.count ?? 1) : 1;
      const done =
        activity.kind === 'practice' ? Math.min(handedIn, of) : ticked.has(activity.id) ? 1 : 0;
      const isTicked = ticked.has(activity.id);
      return { ...activity, ticked: isTicked, done, of, complete: isTicked || done >= of };
    });
    return {
      ...{ number: week.number, title: week.title, goal: week.goal, topics: week.topics },
      from: iso(from),
      to: iso(to),
      state: to < today ? 'past' : from > today ? 'coming' : 'current',
      complete: all.filter(({ complete }) => complete).length,
      activities: all,
    };
  });
  const all = weeks.flatMap((week: Json) => week.activities);
  const complete = all.filter((activity: Json) => activity.complete);
  return {
    chosen: {
      ...{ planId: found.id, title: found.title, summary: found.summary },
      chosenAt: chosen.chosenAt,
      startsOn: weeks[0].from,
      endsOn: iso(lastDay),
      ...(chosen.interviewDate && {
        interviewDate: chosen.interviewDate,
        daysLeft: Math.round((lastDay - today) / day),
      }),
      currentWeek: weeks.find(({ state }: Json) => state === 'current')?.number,
      progress: {
        complete: complete.length,
        of: all.length,
        minutesDone: sum(complete),
        minutes: sum(all),
      },
      weeks,
    },
  };
}

function next(world: MockWorld, size: number): Json {
  const draft = [...world.attempts.values()].find(({ state }) => state === 'DRAFT');
  const all = shuffled(world.questions, 3);
  const item = (question: Json, reason: Json): Json => ({
    ...brief(question),
    questionId: question.id,
    reason,
  });
  const of = (topic: string): Json => all.find(({ topics }) => topics.includes(topic)) ?? all[0];
  return {
    items: [
      ...(draft
        ? [
            item(
              world.questions.find(({ id }) => id === draft.questionId),
              {
                code: 'unfinished',
                detail: 'You have begun an answer and not handed it in.',
                attemptId: draft.id,
              },
            ),
          ]
        : []),
      item(of('attention'), {
        code: 'weak-topic',
        detail: 'Your 3 graded answers on attention have 41 of 100 on average.',
        topic: 'attention',
        answers: 3,
        meanScore: 41,
      }),
      item(of('rag'), {
        code: 'new-topic',
        detail: 'You have answered nothing on rag yet; 21 questions are on it.',
        topic: 'rag',
      }),
      item(all[5], { code: 'new', detail: 'You have not answered it yet.' }),
    ].slice(0, size),
  };
}

function marks(world: MockWorld): Json[] {
  return [...bookmarks].reverse().flatMap(([id, markedAt]) => {
    const question = world.questions.find((other) => other.id === id);
    return question
      ? [{ ...brief(question), questionId: id, available: true, markedAt, submitted: 0 }]
      : [];
  });
}

function drawSet(query: URLSearchParams, questions: Json[]): Json {
  const seed = Number(query.get('seed') ?? Math.floor(Math.random() * 1e6));
  const budget = Number(query.get('minutes')) || undefined;
  const size = Number(query.get('size')) || (budget ? 20 : 5);
  const has = (name: string, values: string[]): boolean => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || values.some((value) => wanted.includes(value));
  };
  const fitting = questions.filter(
    (question) =>
      has('round', [question.round]) &&
      has('topic', question.topics) &&
      has('company', question.companies) &&
      (query.getAll('level').length === 0 ||
        query.getAll('level').some((level) => suits(level, question.level))),
  );
  const items: Json[] = [];
  for (const question of shuffled(fitting, seed)) {
    if (items.length < size && (!budget || sum(items) + question.minutes <= budget)) {
      items.push(question);
    }
  }
  return {
    ...{ seed, minutes: sum(items), candidates: fitting.length, items: items.map(brief) },
    ...(budget && { budget }),
  };
}

function suggestions(q: string, questions: Json[]): Json {
  const typed = q.toLowerCase();
  const fits = (text: string): boolean => text.toLowerCase().includes(typed);
  return {
    items: [
      ...texts
        .topics()
        .filter(({ title }) => fits(title))
        .slice(0, 3)
        .map(({ id, title }) => ({ kind: 'topic', text: title, id })),
      ...texts
        .companies()
        .filter(({ name }) => fits(name))
        .slice(0, 2)
        .map(({ id, name }) => ({ kind: 'company', text: name, id })),
      ...questions
        .filter(({ title }) => fits(title))
        .slice(0, 5)
        .map(({ id, title }) => ({ kind: 'question', text: title, id, slug: id })),
      ...(typed.startsWith('atten') ? [{ kind: 'query', text: 'attention cost' }] : []),
    ],
  };
}

function catalog(world: MockWorld, path: string, query: URLSearchParams): Answer | null {
  const { questions } = world;
  const count = (fits: (question: Json) => boolean): number => questions.filter(fits).length;
  const [, kind = '', id, part] =
    /^\/api\/catalog\/(\w+)(?:\/([\w.-]+))?(?:\/(\w+))?$/.exec(path) ?? [];
  if (path === '/api/catalog/suggestions') {
    return ok(suggestions(query.get('q') ?? '', questions));
  }
  if (path === '/api/catalog/sets/random') {
    return ok(drawSet(query, questions));
  }
  if (path === '/api/catalog/questions/sheets') {
    const ids = query.getAll('ids').flatMap((value) => value.split(','));
    return ok({ items: questions.filter((question) => ids.includes(question.id)) });
  }
  if (kind === 'questions') {
    const own = part === 'similar' && questions.find((question) => question.id === id);
    return own
      ? ok({
          items: questions
            .filter(
              (other) => other !== own && other.topics.some((t: string) => own.topics.includes(t)),
            )
            .slice(0, 4)
            .map(brief),
        })
      : null;
  }
  const all = (texts as Record<string, () => Json[]>)[kind]?.();
  if (!all) {
    return null;
  }
  const found = id && all.find((other) => other.id === id);
  if (id && !found) {
    return missing;
  }
  switch (kind) {
    case 'topics': {
      const ofTopic = (topic: string) => (question: Json) => question.topics.includes(topic);
      const own = found && questions.filter(ofTopic(found.id));
      return ok(
        found
          ? {
              ...found,
              related: titled(found.related, all),
              questions: own.length,
              minutes: sum(own),
              companies: titled(
                texts
                  .companies()
                  .filter(({ topics }) => topics.includes(found.id))
                  .map((company) => company.id),
                texts.companies(),
              ),
              collections: titled(
                texts
                  .collections()
                  .filter((collection) =>
                    own.some((question: Json) => collection.questions.includes(question.id)),
                  )
                  .map((collection) => collection.id),
                texts.collections(),
              ),
            }
          : {
              items: all.map(({ id: topic, title, summary }) => ({
                ...{ id: topic, title, summary, hasPage: true, questions: count(ofTopic(topic)) },
              })),
            },
      );
    }
    case 'companies': {
      const ofCompany = (company: string) => count(({ companies }) => companies.includes(company));
      return ok(
        found
          ? {
              ...found,
              loops: titled([found.loop], texts.loops()),
              topics: titled(found.topics, texts.topics()),
              questions: ofCompany(found.id),
            }
          : { items: all.map((company) => ({ ...company, questions: ofCompany(company.id) })) },
      );
    }
    case 'collections': {
      const of = (collection: Json): Json[] =>
        collection.questions.flatMap(
          (question: string) => questions.find((other) => other.id === question) ?? [],
        );
      return ok(
        found
          ? { ...found, minutes: sum(of(found)), questions: of(found).map(brief) }
          : {
              items: all.map((collection) => ({
                ...collection,
                minutes: sum(of(collection)),
                questions: of(collection).length,
              })),
            },
      );
    }
    case 'loops':
      if (part === 'practice') {
        const seed = Number(query.get('seed') ?? 1);
        return ok(practice(found, questions, seed, query.get('level')));
      }
      return ok(
        found
          ? {
              ...loopSummary(found),
              rounds: found.rounds.map((round: Json) => ({
                ...round,
                practicable: true,
                topics: titled(round.pick?.topics, texts.topics()),
                questions: round.questions?.length ?? round.pick?.count ?? 0,
              })),
            }
          : {
              items: all
                .filter(
                  (loop) =>
                    suits(query.get('level'), loop.levels) &&
                    (!query.get('company') || loop.companies.includes(query.get('company'))),
                )
                .map(loopSummary),
            },
      );
    case 'plans':
      return ok(
        found
          ? plan(found, query.get('interviewDate'))
          : {
              items: all.map((other) => ({ ...plan(other, null), weeks: other.weeks.length })),
            },
      );
    case 'rounds': {
      const ofRound = (round: string) => count((question) => question.round === round);
      return ok(
        found
          ? {
              ...found,
              questions: ofRound(found.id),
              guides: texts
                .guides()
                .filter(({ rounds }) => rounds.includes(found.id))
                .map(({ id: guide, title }) => ({ id: guide, title })),
            }
          : {
              items: Object.entries(roundTitles).map(([round, title]) => ({
                ...{ id: round, title, questions: ofRound(round) },
                summary: all.find((other) => other.id === round)?.summary,
                hasPage: all.some((other) => other.id === round),
              })),
            },
      );
    }
    default:
      return ok(found || { items: all });
  }
}

/** What the learning side answers; `null` where the call is somebody else's. */
export function learningAnswer(
  world: MockWorld,
  method: string,
  url: URL,
  body: Json,
): Answer | null {
  const path = url.pathname;
  if (method === 'GET' && path.startsWith('/api/catalog/')) {
    return catalog(world, path, url.searchParams);
  }
  const [, questionId] = /^\/api\/practice\/bookmarks\/([\w-]+)$/.exec(path) ?? [];
  if (questionId) {
    if (method === 'PUT') {
      bookmarks.set(questionId, new Date().toISOString());
    } else if (method === 'DELETE') {
      bookmarks.delete(questionId);
    }
    return { status: 204, body: undefined };
  }
  const [, activity] = /^\/api\/practice\/plan\/activities\/([\w-]+)$/.exec(path) ?? [];
  if (activity) {
    if (method === 'PUT') {
      ticked.add(activity);
    } else {
      ticked.delete(activity);
    }
    return ok(myPlan(world));
  }
  switch (`${method} ${path}`) {
    case 'GET /api/practice/bookmarks':
      return ok(paged(marks(world), url.searchParams));
    case 'GET /api/practice/next':
      return ok(next(world, Number(url.searchParams.get('size') ?? 5)));
    case 'GET /api/practice/plan':
      return ok(myPlan(world));
    case 'PUT /api/practice/plan':
      chosen = { ...body, chosenAt: new Date().toISOString() };
      return ok(myPlan(world));
    case 'DELETE /api/practice/plan':
      chosen = null;
      ticked.clear();
      return { status: 204, body: undefined };
    case 'DELETE /api/practice/own-data':
      world.attempts.clear();
      bookmarks.clear();
      chosen = null;
      ticked.clear();
      return { status: 202, body: undefined };
    default:
      return null;
  }
}
