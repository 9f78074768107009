import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Finding } from '@/lib/api/types';
import classes from './editor.module.css';
import { fieldId, useFindings } from './findings';

export interface FindingNoteProps {
  finding: Finding;
}

/** One finding: how bad it is in a word and a sign, what it is, what to do, and why it matters. */
export function FindingNote({ finding }: FindingNoteProps) {
  const error = finding.severity === 'error';
  const Icon = error ? IconAlertCircle : IconAlertTriangle;
  return (
    <span className={classes.finding} data-severity={finding.severity}>
      <Icon size={15} aria-hidden />
      <span>
        <b>{error ? 'Error' : 'Warning'}: </b>
        {finding.message} {finding.advice} <span className={classes.why}>{finding.why}</span>
      </span>
    </span>
  );
}

interface FieldProps {
  id: string;
  description?: ReactNode;
  error?: ReactNode;
  inputWrapperOrder: ('label' | 'description' | 'input' | 'error')[];
}

/** Ties a Mantine input to the pointer of its field: findings are read out with it, and jumps land on it. */
export function useField(pointer: string, hint?: ReactNode): FieldProps {
  const findings = useFindings(pointer);
  const notes = (severity: Finding['severity']) => {
    const own = findings.filter((finding) => finding.severity === severity);
    return own.length === 0
      ? null
      : own.map((finding) => (
          <FindingNote key={`${finding.rule} ${finding.message}`} finding={finding} />
        ));
  };
  const warnings = notes('warning');
  return {
    id: fieldId(pointer),
    description:
      hint || warnings ? (
        <>
          {hint && <span className={classes.hint}>{hint}</span>}
          {warnings}
        </>
      ) : undefined,
    error: notes('error') ?? undefined,
    inputWrapperOrder: hint
      ? ['label', 'description', 'input', 'error']
      : ['label', 'input', 'description', 'error'],
  };
}

export interface GroupFindingsProps {
  pointer: string;
}

/** Findings about a group of fields as a whole. */
export function GroupFindings({ pointer }: GroupFindingsProps) {
  const findings = useFindings(pointer);
  return findings.length === 0 ? null : (
    <div>
      {findings.map((finding) => (
        <FindingNote key={`${finding.rule} ${finding.message}`} finding={finding} />
      ))}
    </div>
  );
}
