/** The mock's half for curators: drafts, reviews and versions in memory, a toy linter, so that each page can be looked at. */
import { randomUUID } from 'node:crypto';
import { paged, type Answer, type MockWorld } from './mock-grading.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const at = (millis = 0) => new Date(Date.now() + millis).toISOString();
const me = 'Ada Admin';
const ok = (body?: Json, status = 200): Answer => ({ status, body });
const refused = (status: number, slug: string, detail: string): Answer => ({
  status,
  slug,
  body: detail,
});

const records = new Map<string, Json>();
const log: Json[] = [];
const bulk: Json[] = [];
let differences: Json[] = [];
let ids = 1;

const fields = [
  'title', 'round', 'topics', 'level', 'difficulty', 'minutes', 'answerFormat', 'codeLanguage', 'starterCode', 'prompt',
  'probe', 'rubric', 'redFlags', 'strongAnswer', 'hints', 'followUps', 'references', 'companies', 'covers',
]; // prettier-ignore

const contentOf = (question: Json): Json =>
  Object.fromEntries(fields.filter((f) => question[f] !== undefined).map((f) => [f, question[f]]));
const clone = (value: Json): Json => JSON.parse(JSON.stringify(value));

function note(action: string, record: Json | null, summary: string, detail?: Json): void {
  log.unshift({
    id: ids++,
    at: at(),
    who: 'a1',
    whoName: me,
    action,
    ...(record && { questionId: record.id, title: titleOf(record) }),
    summary,
    ...(detail && { detail }),
  });
}

const titleOf = (record: Json): string =>
  record.draft?.content.title ?? record.versions[0]?.content.title ?? '';

const linksOf = (record: Json): Json[] =>
  (record.links ?? []).map(({ id, kind, at: linkedAt }: Json) => {
    const other = records.get(id);
    return {
      id,
      slug: id,
      title: other ? titleOf(other) : id,
      state: other ? stateOf(other) : 'published',
      kind,
      direction: 'to',
      linkedBy: me,
      linkedAt,
    };
  });

function draft(record: Json, content: Json, state: string, author: string): void {
  record.draft = {
    state,
    revision: (record.lastRevision = (record.lastRevision ?? 0) + 1),
    author,
    updatedBy: author,
    updatedAt: at(-3_600_000),
    ...(record.versions[0] && { baseVersion: record.versions[0].version }),
    slug: record.slug,
    content: clone(content),
  };
}

function load(questions: Json[]): void {
  if (records.size > 0) {
    return;
  }
  questions.forEach((question, index) => {
    records.set(question.id, {
      id: question.id,
      slug: question.id,
      pack: `${question.round}-core`,
      versions: [
        {
          version: 1,
          slug: question.id,
          publishedAt: question.publishedAt,
          publishedBy: 'content',
          content: contentOf(question),
        },
      ],
      updatedAt: at(-index * 7_200_000),
      updatedBy: 'content',
    });
  });
  const some = [...records.values()].slice(0, 6);
  some.forEach((record, index) => {
    const content = clone(record.versions[0].content);
    content.title = `${content.title}, sharpened`;
    content.prompt = content.prompt.replace(/\bthe\b/, 'this');
    content.rubric.criteria[0].weight += index === 0 ? 10 : 0;
    content.rubric.criteria.reverse();
    draft(
      record,
      content,
      ['DRAFT', 'IN_REVIEW', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'DRAFT'][index] ?? 'DRAFT',
      index === 1 ? 'Adam Admin' : me,
    );
    if (index > 0 && index < 5) {
      record.draft.review = {
        requestedBy: record.draft.author,
        requestedAt: at(-7_200_000),
        comment: 'The prompt is new; is the second criterion still right?',
        decisions:
          index > 2
            ? [
                {
                  by: 'Adam Admin',
                  at: at(-3_000_000),
                  decision: 'approved',
                  revision: 1,
                  comment: 'Much clearer now.',
                },
              ]
            : [],
      };
    }
    if (index === 4) {
      record.draft.scheduledFor = at(86_400_000);
    }
    note('draft-edited', record, 'Title and prompt');
  });
  const [first] = some;
  if (first) {
    const older = first.versions[0];
    first.versions.unshift({
      ...clone(older),
      version: 2,
      publishedAt: at(-86_400_000),
      publishedBy: me,
      note: 'Weights rebalanced',
    });
    first.versions[0].content.title += ' again';
    first.draft.baseVersion = 2;
  }
  const [, , third] = [...records.values()].slice(6);
  if (third) {
    third.retiredAt = at(-864_000_000);
    third.retiredReason = 'Asked nowhere any more.';
  }
  differences = [...records.values()].slice(10, 13).map((record, index) => ({
    questionId: record.id,
    pack: record.pack,
    title: titleOf(record),
    source: `questions/${record.pack}.yaml`,
    kind: ['different', 'only-in-files', 'only-in-database'][index],
    accepted: false,
    changes:
      index === 0
        ? diff(
            { ...record.versions[0].content, minutes: 99, prompt: 'Shorter prompt of the file.' },
            record.versions[0].content,
          )
        : [],
  }));
}

function stateOf(record: Json): string {
  return record.retiredAt
    ? 'retired'
    : record.versions.length > 0
      ? 'published'
      : record.draft
        ? record.draft.state.toLowerCase().replace('_', '-')
        : 'discarded';
}

function row(record: Json): Json {
  const content = record.draft?.content ?? record.versions[0]?.content ?? {};
  const { content: _, review: __, slug: ___, ...info } = record.draft ?? {}; // eslint-disable-line @typescript-eslint/no-unused-vars
  return {
    id: record.id,
    slug: record.slug,
    title: content.title ?? '',
    round: content.round,
    topics: content.topics ?? [],
    pack: record.pack,
    state: stateOf(record),
    ...(record.versions[0] && { latestVersion: record.versions[0].version }),
    ...(record.versions[0] &&
      !record.retiredAt && { publishedVersion: record.versions[0].version }),
    ...(record.retiredAt && { retiredAt: record.retiredAt, retiredReason: record.retiredReason }),
    updatedAt: record.updatedAt,
    updatedBy: record.updatedBy,
    ...(record.draft && { draft: info }),
  };
}

const detail = (record: Json): Json => ({
  ...row(record),
  ...(record.draft && { draft: { ...record.draft, mayApprove: record.draft.updatedBy !== me } }),
  versions: record.versions.map(({ version, publishedAt, publishedBy, note }: Json) => ({
    version,
    publishedAt,
    publishedBy,
    note,
  })),
});

function matching(filter: Json): Json[] {
  const has = (values: string[] | undefined, own: string[]) =>
    !values || values.length === 0 || own.some((value) => values.includes(value));
  return [...records.values()].filter((record) => {
    const { title, slug, state, round, topics, pack, draft } = row(record);
    return (
      `${title} ${slug}`.toLowerCase().includes((filter.q ?? '').toLowerCase()) &&
      has(filter.state, [state, draft?.state.toLowerCase().replace('_', '-')]) &&
      has(filter.round, [round]) &&
      has(filter.topic, topics) &&
      (!filter.pack || filter.pack === pack) &&
      (!filter.author || filter.author === (draft?.author ?? record.updatedBy))
    );
  });
}

function list(query: URLSearchParams): Json {
  const found = matching({
    q: query.get('q'),
    state: query.getAll('state'),
    round: query.getAll('round'),
    topic: query.getAll('topic'),
    pack: query.get('pack'),
    author: query.get('author'),
  }).map(row);
  const when = (question: Json) => question.draft?.updatedAt ?? question.updatedAt;
  found.sort((a, b) =>
    query.get('sort') === 'title' ? a.title.localeCompare(b.title) : when(b).localeCompare(when(a)),
  );
  const count = (values: (question: Json) => string[]) => {
    const counts = new Map<string, number>();
    found.flatMap(values).forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
    return [...counts].map(([value, count]) => ({ value, count }));
  };
  return {
    ...paged(found, query),
    facets: {
      state: count(({ state }) => [state]),
      round: count(({ round }) => (round ? [round] : [])),
      topic: count(({ topics }) => topics),
      pack: count(({ pack }) => [pack]),
      author: count(({ draft, updatedBy }) => [draft?.author ?? updatedBy]),
    },
  };
}

function diff(from: Json, to: Json, pointer = '', label = ''): Json[] {
  if (JSON.stringify(from) === JSON.stringify(to)) {
    return [];
  }
  const deep = (value: Json) => typeof value === 'object' && value !== null;
  if (deep(from) && deep(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
      diff(
        from[key],
        to[key],
        `${pointer}/${key}`,
        [label, to[key]?.title ?? key].filter(Boolean).join(': '),
      ),
    );
  }
  const text = (value: Json) =>
    value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
  return [
    {
      pointer,
      label: label.charAt(0).toUpperCase() + label.slice(1),
      kind: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed',
      before: text(from),
      after: text(to),
    },
  ];
}

function lint(content: Json): Json[] {
  const criteria: Json[] = content.rubric?.criteria ?? [];
  const sum = criteria.reduce((total, { weight }) => total + (weight ?? 0), 0);
  const finding = (
    severity: string,
    rule: string,
    pointer: string,
    message: string,
    why: string,
  ) => ({ severity, rule, pointer, message, why, advice: 'Say what an answer has to contain.' });
  return [
    ...['title', 'prompt', 'probe', 'strongAnswer', 'round']
      .filter((f) => !content[f])
      .map((f) =>
        finding(
          'error',
          'missing',
          `/${f}`,
          'It is empty.',
          'Nothing can be asked or graded without it.',
        ),
      ),
    ...(sum === 100
      ? []
      : [
          finding(
            'error',
            'weights',
            '/rubric/criteria',
            `The weights sum to ${sum}, not to 100.`,
            'A score is a weighted mean of the levels.',
          ),
        ]),
    ...criteria.flatMap(({ indicators = [], levels = {}, title }, index) => [
      ...(title
        ? []
        : [
            finding(
              'error',
              'missing',
              `/rubric/criteria/${index}/title`,
              'It has no title.',
              'People see it beside each grade.',
            ),
          ]),
      ...indicators.flatMap((text: string, each: number) =>
        /\b(good|well|understands|nice|clear)\b/i.test(text) || text.length < 10
          ? [
              finding(
                'warning',
                'vague-indicator',
                `/rubric/criteria/${index}/indicators/${each}`,
                'It is too vague to be checked.',
                'Two readers would not agree whether an answer meets it.',
              ),
            ]
          : [],
      ),
      ...['0', '1', '2', '3', '4']
        .filter((level) => !levels[level])
        .map((level) =>
          finding(
            'error',
            'missing-level',
            `/rubric/criteria/${index}/levels/${level}`,
            'The level is not described.',
            'A grader has to know what an answer of this level shows.',
          ),
        ),
    ]),
  ];
}

function twins(world: MockWorld, questionId: string, content: Json): Json[] {
  const own = new Set(content.topics ?? []);
  return world.questions
    .filter(({ id, topics }) => id !== questionId && topics.some((topic: string) => own.has(topic)))
    .slice(0, 2)
    .map(({ id, title }, index) => ({
      id,
      slug: id,
      title,
      state: 'published',
      likely: index === 0,
      similarity: 0.84 - index * 0.1,
      semantic: 0.9 - index * 0.1,
      lexical: 0.6,
      shared: ['what would you change', 'say how you would measure it'],
    }));
}

function health(record: Json, index: number): Json {
  const content = record.versions[0].content;
  const graded = 12 + ((index * 37) % 90);
  const care =
    index % 3 === 0
      ? [
          { code: 'poor-discrimination', detail: 'Strong candidates score no higher than others.' },
          {
            code: 'criterion-never-met',
            detail: `Nobody got beyond level 1 in “${content.rubric.criteria[0].title}”.`,
          },
        ]
      : [];
  return {
    questionId: record.id, slug: record.slug, title: content.title, version: record.versions[0].version, minutes: content.minutes,
    attempts: graded + 5, graded, notGraded: 1, meanScore: 38 + ((index * 13) % 45), spread: 12.5 + (index % 7), ...(index % 4 !== 1 && { discrimination: ((index * 7) % 10) / 10 - 0.15 }),
    medianMinutes: content.minutes * (0.7 + (index % 5) / 5), appeals: index % 4, appealsGranted: index % 2, compared: 9, humanDisagreement: 6.2,
    criteria: content.rubric.criteria.map((criterion: Json, each: number) => ({ criterionId: criterion.id, title: criterion.title, answers: graded, neverMet: care.length > 0 && each === 0, alwaysMet: false, meanLevel: care.length > 0 && each === 0 ? 0.6 : 1.9 + each / 3 })),
    care,
  }; // prettier-ignore
}

function change(record: Json, action: string, value: string | undefined, dry: boolean): Json {
  const base = { questionId: record.id, title: titleOf(record) };
  const done = dry ? 'would-change' : 'changed';
  const topics: string[] = row(record).topics;
  switch (action) {
    case 'tag':
    case 'untag': {
      const next =
        action === 'tag'
          ? [...new Set([...topics, value])]
          : topics.filter((topic) => topic !== value);
      if (next.length === topics.length) {
        return { ...base, outcome: 'unchanged' };
      }
      if (!dry) {
        if (!record.draft) draft(record, record.versions[0].content, 'DRAFT', me);
        record.draft.content.topics = next;
      }
      return { ...base, outcome: done, before: topics.join(', '), after: next.join(', ') };
    }
    case 'move': {
      const before = record.pack;
      if (!dry) record.pack = value;
      return before === value
        ? { ...base, outcome: 'unchanged' }
        : { ...base, outcome: done, before, after: value };
    }
    case 'publish':
      return record.draft?.state === 'APPROVED'
        ? {
            ...base,
            outcome: done,
            before: `v${record.versions[0]?.version ?? 0}`,
            after: `v${(record.versions[0]?.version ?? 0) + 1}`,
          }
        : {
            ...base,
            outcome: 'refused',
            why: record.draft ? 'Nobody has approved it.' : 'It has no draft.',
          };
    default:
      if (record.retiredAt) return { ...base, outcome: 'unchanged' };
      if (!dry) record.retiredAt = at();
      return { ...base, outcome: done, before: 'published', after: 'retired' };
  }
}

function publish(record: Json, body: Json): Answer {
  const errors = lint(record.draft.content).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return {
      ...refused(422, 'lint-errors', 'The checks found errors.'),
      more: { findings: errors },
    };
  }
  if (record.draft.state !== 'APPROVED') {
    return refused(409, 'not-approved', 'Nobody has approved this draft.');
  }
  if (body.at) {
    Object.assign(record.draft, { state: 'SCHEDULED', scheduledFor: body.at });
    note('scheduled', record, `For ${body.at}`);
  } else {
    record.versions.unshift({
      version: (record.versions[0]?.version ?? 0) + 1,
      slug: record.draft.slug,
      publishedAt: at(),
      publishedBy: me,
      note: body.note,
      content: record.draft.content,
    });
    delete record.draft;
    note('published', record, `Version ${record.versions[0].version}`);
  }
  return ok(detail(record));
}

/** What the curation half of the services would answer. */
export function curationAnswer(
  world: MockWorld,
  method: string,
  url: URL,
  ifMatch: string | undefined,
  body: Json,
): Answer | null {
  load(world.questions);
  const path = url.pathname.replace(/^\/api\/(catalog\/curation|catalog|grading)\//, '');
  const call = `${method} ${path}`;
  if (call === 'POST trials') {
    return ok({
      state: 'GRADED',
      grade: world.grade(body.answer, body.content),
      reviewReasons: [],
    });
  }
  if (call === 'GET topics') {
    return ok({
      items: [...new Set(world.questions.flatMap(({ topics }) => topics))].map((id) => ({
        id,
        title: id,
        questions: 1,
        hasPage: false,
      })),
    });
  }
  if (call === 'GET questions') {
    return ok(list(url.searchParams));
  }
  if (call === 'POST questions') {
    const id = body.slug || 'question';
    if (records.has(id)) {
      return refused(409, 'slug-taken', 'Another question has this address.');
    }
    const record: Json = {
      id,
      slug: id,
      pack: 'drafts',
      versions: [],
      updatedAt: at(),
      updatedBy: me,
    };
    records.set(id, record);
    draft(record, body.content, 'DRAFT', me);
    note('created', record, 'A new question');
    return ok(detail(record), 201);
  }
  if (call === 'POST lint') {
    return ok({ findings: lint(body.content) });
  }
  if (call === 'POST duplicates') {
    return ok({ items: twins(world, body.questionId, body.content) });
  }
  if (call === 'GET audit') {
    const wanted = url.searchParams;
    const found = log.filter(
      (entry) =>
        (!wanted.get('question') || entry.questionId === wanted.get('question')) &&
        (wanted.getAll('action').length === 0 || wanted.getAll('action').includes(entry.action)) &&
        (!wanted.get('who') || entry.whoName.includes(wanted.get('who'))),
    );
    return ok(paged(found, wanted));
  }
  if (call === 'GET audit/export') {
    return { status: 200, body: 'at,who,action\n', type: 'text/csv' };
  }
  if (call === 'GET exports/losses') {
    return ok({
      format: url.searchParams.get('format'),
      items: url.searchParams.get('format')?.startsWith('native')
        ? []
        : [
            {
              field: 'rubric',
              kind: 'flattened',
              detail: 'Criteria and levels become one text for markers.',
            },
            { field: 'companies', kind: 'lost', detail: 'There is no place for them.' },
          ],
    });
  }
  if (call === 'POST imports') {
    const rows = [...records.values()].slice(0, 5).map((record, index) => ({
      row: index + 1,
      line: index * 40 + 3,
      questionId: record.id,
      title: titleOf(record),
      outcome: ['added', 'changed', 'unchanged', 'invalid', 'changed'][index],
      changes:
        index === 1 || index === 4
          ? diff(record.versions[0].content, {
              ...record.versions[0].content,
              minutes: 7,
              title: 'A title of the file',
            })
          : [],
      errors:
        index === 3 ? [{ pointer: '/rubric/criteria/0/weight', detail: 'must be at least 5' }] : [],
      losses: index === 0 ? ['the picture diagram.png'] : [],
      duplicates: index === 0 ? [{ id: record.id, title: titleOf(record), similarity: 0.91 }] : [],
    }));
    const dryRun = url.searchParams.get('dryRun') === 'true';
    return ok({
      source: 'import',
      status: 'LOADED',
      added: [],
      changed: [],
      unchanged: [],
      errors: [],
      dryRun,
      format: 'csv',
      as: 'drafts',
      applied: !dryRun,
      remarks: ['a sheet of notes'],
      rows,
      summary: { added: 1, changed: 2, unchanged: 1, invalid: 1, conflict: 0 },
    });
  }
  if (call === 'GET bulk') {
    return ok({ items: bulk });
  }
  if (call === 'POST bulk') {
    const dry = url.searchParams.get('dryRun') === 'true';
    const chosen = body.questionIds
      ? body.questionIds.map((id: string) => records.get(id))
      : matching(body.filter ?? {});
    const items = chosen.map((record: Json) => change(record, body.action, body.value, dry));
    const id = randomUUID();
    if (!dry) {
      bulk.unshift({
        id,
        at: at(),
        by: me,
        action: body.action,
        value: body.value,
        changed: items.filter(({ outcome }: Json) => outcome === 'changed').length,
        undoable: true,
        items,
      });
      note('bulk-applied', null, `${body.action} ${body.value ?? ''}: ${items.length} questions`);
    }
    return ok({ ...(!dry && { id }), action: body.action, value: body.value, items });
  }
  const undone = /^POST bulk\/([^/]+)\/undo$/.exec(call)?.[1];
  if (undone) {
    const action = bulk.find(({ id }) => id === undone);
    Object.assign(action, { undoneAt: at(), undoneBy: me, undoable: false });
    return ok({ action: 'undo', items: action.items });
  }
  if (call === 'GET reconciliation') {
    return ok({ checkedAt: at(-600_000), items: differences });
  }
  const settled = /^POST reconciliation\/(.+)$/.exec(call)?.[1];
  if (settled) {
    differences =
      body.take === 'files'
        ? differences.filter(({ questionId }) => questionId !== settled)
        : differences.map((each) =>
            each.questionId === settled ? { ...each, accepted: true } : each,
          );
    return ok({ checkedAt: at(), items: differences });
  }
  if (call === 'GET health') {
    const all = [...records.values()].filter(({ versions }) => versions.length > 0).map(health);
    return ok(
      paged(
        url.searchParams.get('care') === 'true' ? all.filter(({ care }) => care.length > 0) : all,
        url.searchParams,
      ),
    );
  }
  const [, id = '', part = '', rest = ''] =
    /^questions\/([^/]+)(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? [];
  const record = records.get(id);
  if (!record) {
    return null;
  }
  const stale = record.draft && ifMatch && ifMatch !== `"${record.draft.revision}"`;
  switch (`${method} ${part}`) {
    case 'GET ':
      return ok(detail(record));
    case 'POST draft':
      if (rest === 'restoration') {
        if (!record.discarded)
          return refused(404, 'draft-not-found', 'There is no discarded draft.');
        draft(record, record.discarded, 'DRAFT', me);
        return ok(detail(record), 201);
      }
      draft(
        record,
        (
          record.versions.find(({ version }: Json) => version === body.fromVersion) ??
          record.versions[0]
        ).content,
        'DRAFT',
        me,
      );
      note('draft-started', record, 'The next draft');
      return ok(detail(record), 201);
    case 'PUT draft':
      if (stale) return refused(412, 'stale-draft', 'Somebody else saved in between.');
      Object.assign(record.draft, {
        slug: body.slug,
        content: body.content,
        revision: ++record.lastRevision,
        updatedAt: at(),
        updatedBy: me,
        state: record.draft.state === 'APPROVED' ? 'IN_REVIEW' : record.draft.state,
      });
      return ok({
        revision: record.draft.revision,
        state: record.draft.state,
        updatedAt: record.draft.updatedAt,
      });
    // Not of the service: another person saves, so that a collision can be looked at.
    case 'POST meddle':
      Object.assign(record.draft.content, body);
      Object.assign(record.draft, {
        revision: ++record.lastRevision,
        updatedAt: at(),
        updatedBy: 'Adam Admin',
      });
      return ok(detail(record));
    case 'DELETE draft':
      record.discarded = record.draft.content;
      delete record.draft;
      note('draft-discarded', record, 'The draft was given up');
      return { status: 204 };
    case 'POST review':
      if (stale) return refused(412, 'stale-draft', 'Somebody else saved in between.');
      record.draft.state = {
        request: 'IN_REVIEW',
        withdraw: 'DRAFT',
        approve: 'APPROVED',
        return: 'DRAFT',
      }[body.action as string];
      record.draft.review ??= {
        requestedBy: me,
        requestedAt: at(),
        comment: body.comment,
        decisions: [],
      };
      if (body.action === 'approve' || body.action === 'return') {
        record.draft.review.decisions.push({
          by: me,
          at: at(),
          decision: body.action === 'approve' ? 'approved' : 'returned',
          revision: record.draft.revision,
          comment: body.comment,
        });
      }
      note(
        body.action === 'request'
          ? 'review-requested'
          : body.action === 'approve'
            ? 'approved'
            : 'returned',
        record,
        body.comment ?? '',
      );
      return ok(detail(record));
    case 'POST publication':
      return publish(record, body);
    case 'DELETE publication':
      record.draft.state = 'APPROVED';
      delete record.draft.scheduledFor;
      return ok(detail(record));
    case 'POST retirement':
      Object.assign(record, { retiredAt: at(), retiredReason: body.reason });
      note('retired', record, body.reason);
      return ok(detail(record));
    case 'DELETE retirement':
      delete record.retiredAt;
      return ok(detail(record));
    case 'GET versions': {
      const found = record.versions.find(({ version }: Json) => String(version) === rest);
      return found ? ok({ questionId: id, ...found }) : null;
    }
    case 'GET diff': {
      const text = (name: string | null) =>
        name === 'draft'
          ? record.draft?.content
          : record.versions.find(({ version }: Json) => String(version) === name)?.content;
      const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')];
      return ok({ from, to, changes: diff(text(from), text(to)) });
    }
    case 'GET health': {
      const one = health(record, [...records.keys()].indexOf(id));
      return ok({
        health: one,
        scores: [0, 1, 2, 4, 6, 9, 7, 5, 2, 1],
        versions: record.versions.map(({ version }: Json) => ({
          version,
          attempts: 20,
          graded: 18,
          meanScore: 55 + version * 3,
        })),
      });
    }
    case 'GET links':
      return ok({ items: linksOf(record) });
    case 'PUT links':
      record.links = [
        { id: rest, kind: body.kind, at: at() },
        ...(record.links ?? []).filter((link: Json) => link.id !== rest),
      ];
      return { status: 204 };
    case 'DELETE links':
      record.links = (record.links ?? []).filter((link: Json) => link.id !== rest);
      return { status: 204 };
    case 'POST merge':
      Object.assign(record, { retiredAt: at(), retiredReason: `Merged into ${body.into}` });
      return ok(detail(record));
    default:
      return null;
  }
}
