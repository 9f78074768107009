import { Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Section } from '@/components/section';
import type { Finding } from '@/lib/api/types';
import { plural } from '@/lib/format';
import classes from './editor.module.css';
import { placeName } from './findings';

export interface FindingsPanelProps {
  findings: readonly Finding[] | undefined;
  checking: boolean;
  failed: boolean;
  onJump: (pointer: string) => void;
}

const count = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length;

/** All that the linter says; each leads to its place. */
export function FindingsPanel({ findings, checking, failed, onJump }: FindingsPanelProps) {
  const errors = findings ? count(findings, 'error') : 0;
  const warnings = findings ? count(findings, 'warning') : 0;
  return (
    <Section
      title="Checks"
      order={2}
      lead={
        <span role="status" data-testid="lint-summary">
          {failed
            ? 'The check could not be made just now.'
            : !findings
              ? 'Checking…'
              : findings.length === 0
                ? 'Nothing to mend.'
                : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}${checking ? '; checking…' : ''}`}
        </span>
      }
    >
      {findings && findings.length > 0 && (
        <ul className={classes.panel}>
          {[...findings]
            .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
            .map((finding) => {
              const Icon = finding.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
              return (
                <li key={`${finding.rule} ${finding.pointer} ${finding.message}`}>
                  <UnstyledButton
                    className={classes.jump}
                    data-severity={finding.severity}
                    data-testid="finding"
                    onClick={() => onJump(finding.pointer)}
                  >
                    <Text span size="xs" c="dimmed" display="block">
                      <Icon size={13} aria-hidden style={{ verticalAlign: '-0.15em' }} />{' '}
                      {finding.severity === 'error' ? 'Error' : 'Warning'} ·{' '}
                      {placeName(finding.pointer)}
                    </Text>
                    {finding.message}
                  </UnstyledButton>
                  {finding.related?.questionId && (
                    <Text size="xs" mt={2} ps="xs">
                      See{' '}
                      <Link to={`/admin/questions/${finding.related.questionId}`}>
                        {finding.related.title ?? finding.related.questionId}
                      </Link>
                    </Text>
                  )}
                </li>
              );
            })}
        </ul>
      )}
    </Section>
  );
}
