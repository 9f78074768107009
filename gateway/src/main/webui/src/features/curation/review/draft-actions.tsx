import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconDots, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { CuratedQuestion, DraftView, Finding } from '@/lib/api/types';
import type { Autosave } from '@/lib/autosave';
import { DiscardDialog } from './discard-dialog';
import { PublishDialog } from './publish-dialog';
import { StepDialog, type PlainStep } from './step-dialog';

export interface DraftActionsProps {
  question: CuratedQuestion;
  draft: DraftView;
  autosave: Autosave;
  findings: readonly Finding[];
  onJump: (pointer: string) => void;
}

type Open = PlainStep | 'publish' | 'discard' | null;

/** The next steps of a draft, as its state allows. */
export function DraftActions({ question, draft, autosave, findings, onJump }: DraftActionsProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const button = (step: Exclude<Open, null>, label: string, main = false) => (
    <Button
      size="sm"
      variant={main ? 'filled' : 'default'}
      onClick={() => setOpen(step)}
      data-testid={`step-${step}`}
    >
      {label}
    </Button>
  );
  return (
    <Group gap="xs" wrap="nowrap">
      {draft.state === 'DRAFT' && button('request', 'Ask for review', true)}
      {draft.state === 'IN_REVIEW' && (
        <>
          {draft.mayApprove && button('return', 'Send back')}
          {draft.mayApprove && button('approve', 'Approve', true)}
          {!draft.mayApprove && button('withdraw', 'Withdraw')}
        </>
      )}
      {draft.state === 'APPROVED' && button('publish', 'Publish', true)}
      {draft.state === 'SCHEDULED' && button('unschedule', 'Take off the schedule')}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More with this draft">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {draft.state === 'IN_REVIEW' && draft.mayApprove && (
            <Menu.Item onClick={() => setOpen('withdraw')}>Withdraw the request</Menu.Item>
          )}
          {/* Whoever may not approve it may not publish it unapproved either. */}
          {draft.mayApprove && (draft.state === 'DRAFT' || draft.state === 'IN_REVIEW') && (
            <Menu.Item
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={() => setOpen('publish')}
            >
              Publish without approval
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            disabled={draft.state === 'SCHEDULED'}
            onClick={() => setOpen('discard')}
          >
            Discard this draft
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'publish' && (
        <PublishDialog
          question={question}
          draft={draft}
          autosave={autosave}
          findings={findings}
          onJump={(pointer) => {
            close();
            onJump(pointer);
          }}
          onClose={close}
        />
      )}
      {open === 'discard' && (
        <DiscardDialog question={question} autosave={autosave} onClose={close} />
      )}
      {open !== null && open !== 'publish' && open !== 'discard' && (
        <StepDialog
          key={open}
          step={open}
          question={question}
          autosave={autosave}
          errors={findings.filter(({ severity }) => severity === 'error').length}
          onClose={close}
        />
      )}
    </Group>
  );
}
