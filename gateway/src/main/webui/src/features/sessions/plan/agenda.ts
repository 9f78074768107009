/** The questions of a session in their order, while it is planned. */
export interface PlannedQuestion {
  questionId: string;
  title: string;
  minutes: number;
  /** What stands under the title: round, difficulty. */
  facts?: string;
}

export const mostQuestions = 12;
const longestMinutes = 240;

export const totalMinutes = (agenda: readonly PlannedQuestion[]): number =>
  agenda.reduce((total, { minutes }) => total + minutes, 0);

/** Adds what is not yet on it, as far as there is room. */
export function withQuestions(
  agenda: readonly PlannedQuestion[],
  added: readonly PlannedQuestion[],
): PlannedQuestion[] {
  const ids = new Set(agenda.map(({ questionId }) => questionId));
  const fresh = added.filter(({ questionId }) => !ids.has(questionId) && ids.add(questionId));
  return [...agenda, ...fresh].slice(0, mostQuestions);
}

export const without = (
  agenda: readonly PlannedQuestion[],
  questionId: string,
): PlannedQuestion[] => agenda.filter((question) => question.questionId !== questionId);

export function withMinutes(
  agenda: readonly PlannedQuestion[],
  questionId: string,
  minutes: number,
): PlannedQuestion[] {
  const bounded = Math.max(1, Math.min(longestMinutes, Math.round(minutes)));
  return agenda.map((question) =>
    question.questionId === questionId ? { ...question, minutes: bounded } : question,
  );
}

/** Moves one to another place; places beyond an end are that end. */
export function moved(
  agenda: readonly PlannedQuestion[],
  from: number,
  to: number,
): PlannedQuestion[] {
  const next = [...agenda];
  const [question] = next.splice(from, 1);
  if (!question) {
    return next;
  }
  next.splice(Math.max(0, Math.min(next.length, to)), 0, question);
  return next;
}

/** When each question begins, in minutes from the start. */
export function startsOf(agenda: readonly PlannedQuestion[]): number[] {
  let at = 0;
  return agenda.map(({ minutes }) => {
    const start = at;
    at += minutes;
    return start;
  });
}
