import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import { nameOf } from '@/features/curation/content/comparison';
import type { Sheet } from '@/features/curation/content/content';
import classes from './editor.module.css';
import { fieldId, type FindingsByPointer } from './findings';
import { goTo } from '@/lib/go-to';

export interface OutlineProps {
  sheet: Sheet;
  findings: FindingsByPointer;
}

interface Entry {
  label: string;
  target: string;
  /** Pointers that begin with one of these belong to it. */
  covers: string[];
  inner?: boolean;
}

/** The parts of the question, with where the linter found something. */
export function Outline({ sheet, findings }: OutlineProps) {
  const entries: Entry[] = [
    {
      label: 'Basics',
      target: 'part-basics',
      covers: [
        '/title',
        '/slug',
        '/round',
        '/topics',
        '/level',
        '/difficulty',
        '/minutes',
        '/answerFormat',
        '/companies',
        '/covers',
      ],
    },
    {
      label: 'Prompt',
      target: 'part-prompt',
      covers: ['/prompt', '/starterCode', '/codeLanguage', '/probe'],
    },
    { label: 'Rubric', target: 'part-rubric', covers: ['/rubric'] },
    ...sheet.criteria.map((criterion, index) => ({
      label: nameOf(criterion, `Criterion ${index + 1}`),
      target: fieldId(`/rubric/criteria/${index}`),
      covers: [`/rubric/criteria/${index}`],
      inner: true,
    })),
    { label: 'Red flags', target: 'part-red-flags', covers: ['/redFlags'] },
    { label: 'Strong answer', target: 'part-strong-answer', covers: ['/strongAnswer'] },
    {
      label: 'Hints and more',
      target: 'part-more',
      covers: ['/hints', '/followUps', '/references'],
    },
  ];
  return (
    <nav aria-label="Parts of the question">
      <ul className={classes.outline}>
        {entries.map(({ label, target, covers, inner }) => {
          const own = [...findings].flatMap(([pointer, list]) =>
            covers.some((prefix) => pointer === prefix || pointer.startsWith(`${prefix}/`))
              ? list
              : [],
          );
          const errors = own.filter(({ severity }) => severity === 'error').length;
          return (
            <li key={target} style={inner ? { paddingInlineStart: '0.9rem' } : undefined}>
              <button type="button" onClick={() => goTo(target)}>
                <span>{label}</span>
                {own.length > 0 && (
                  <span className={classes.count} data-severity={errors > 0 ? 'error' : 'warning'}>
                    {errors > 0 ? (
                      <IconAlertCircle size={14} aria-hidden />
                    ) : (
                      <IconAlertTriangle size={14} aria-hidden />
                    )}
                    {own.length}
                    <VisuallyHidden> findings</VisuallyHidden>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
