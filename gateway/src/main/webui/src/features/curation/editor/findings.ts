import { createContext, useContext } from 'react';
import { goTo } from '@/lib/go-to';
import type { Finding } from '@/lib/api/types';

/** Findings by the field they are about, as JSON pointers into the content. */
export type FindingsByPointer = ReadonlyMap<string, readonly Finding[]>;

export const Findings = createContext<FindingsByPointer>(new Map());

const none: readonly Finding[] = [];

export const useFindings = (pointer: string): readonly Finding[] =>
  useContext(Findings).get(pointer) ?? none;

const normal = (pointer: string): string => pointer.replace(/^#?(\/content(?=\/|$))?/, '');

export function byPointer(findings: readonly Finding[]): FindingsByPointer {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const pointer = normal(finding.pointer);
    found.set(pointer, [...(found.get(pointer) ?? []), finding]);
  }
  return found;
}

/** The element in which a field is written. */
export const fieldId = (pointer: string): string => `at${pointer.replaceAll('/', '.')}`;

/** Takes the reader to the field a pointer names, or to the nearest thing around it. */
export function goToField(pointer: string): void {
  for (let at = normal(pointer); at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (document.getElementById(fieldId(at))) {
      goTo(fieldId(at));
      return;
    }
  }
}

const places: Record<string, string> = {
  slug: 'Address',
  title: 'Title',
  round: 'Round',
  topics: 'Topics',
  level: 'Level',
  difficulty: 'Difficulty',
  minutes: 'Minutes',
  answerFormat: 'Answered in',
  codeLanguage: 'Code language',
  starterCode: 'Starter code',
  prompt: 'Prompt',
  probe: 'What is really asked',
  strongAnswer: 'Strong answer',
  criteria: 'Criterion',
  redFlags: 'Red flag',
  hints: 'Hint',
  followUps: 'Follow-up',
  references: 'Reference',
  indicators: 'indicator',
  signals: 'signal',
  levels: 'level',
  companies: 'Companies',
  covers: 'Covers',
};

/** `/rubric/criteria/0/indicators/2` → `Criterion 1, indicator 3`. */
export function placeName(pointer: string): string {
  const parts = normal(pointer).split('/').filter(Boolean);
  const words: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const index = parts[at + 1];
    if (part === 'rubric') {
      if (parts.length === 1) {
        words.push('Rubric');
      }
    } else if (index !== undefined && /^\d+$/.test(index)) {
      words.push(`${places[part] ?? part} ${part === 'levels' ? index : Number(index) + 1}`);
      at += 1;
    } else if (part === 'criteria') {
      words.push('Criteria');
    } else {
      words.push(places[part] ?? part);
    }
  }
  return words.length === 0 ? 'The whole question' : words.join(', ');
}
