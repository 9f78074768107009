import { Button, Group, Paper, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { Columns } from '@/components/columns';
import { FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import { allZones, dayTimeIn, instantOf, ownZone, zoneLabel } from '@/features/sessions/zones';
import { hours } from '@/lib/format';
import { totalMinutes, withQuestions } from './agenda';
import { AgendaEditor } from './agenda-editor';
import { PeopleEditor } from './people-editor';
import { lacks, type Draft, type Lack } from './plan';
import { QuestionSources } from './question-sources';

export interface PlanFormProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What the way on is called. */
  label: string;
  onSend: () => void;
  pending: boolean;
  failure?: string;
  /** What happens then, in a sentence. */
  consequence: string;
}

const zones = allZones().map((value) => ({ value, label: zoneLabel(value) }));

/** Everything about a session before it takes place. */
export function PlanForm(props: PlanFormProps) {
  const { draft, onChange, label, onSend, pending, failure, consequence } = props;
  const [tried, setTried] = useState<readonly Lack[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const step = (change: Partial<Draft>) => {
    onChange({ ...draft, ...change });
    setTried([]);
  };
  const why = (field: Lack['field']) => tried.find((lack) => lack.field === field)?.text;
  const startsAt = instantOf(draft.wall, draft.timeZone);
  const minutes = totalMinutes(draft.agenda);
  const send = () => {
    const missing = lacks(draft, Date.now());
    setTried(missing);
    if (missing[0]) {
      const at = form.current?.querySelector<HTMLElement>(`[data-field=${missing[0].field}]`);
      at?.scrollIntoView({ block: 'center' });
      at?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
    } else {
      onSend();
    }
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Columns
        label="Summary"
        aside={
          <Paper withBorder radius="lg" p="lg">
            <Stack gap="xs">
              <Text fw={600}>{draft.title.trim() === '' ? 'Untitled session' : draft.title}</Text>
              {startsAt && (
                <>
                  <Text size="sm" component="div">
                    {dayTimeIn(startsAt, draft.timeZone)}
                    <Text size="xs" c="dimmed">
                      in {zoneLabel(draft.timeZone)}
                    </Text>
                  </Text>
                  {draft.timeZone !== ownZone() && (
                    <Text size="sm" component="div" data-testid="own-zone">
                      {dayTimeIn(startsAt, ownZone())}
                      <Text size="xs" c="dimmed">
                        for you, in {zoneLabel(ownZone())}
                      </Text>
                    </Text>
                  )}
                </>
              )}
              <Text size="sm">{minutes > 0 ? hours(minutes) : 'No questions yet'}</Text>
              <Text size="sm" c="dimmed">
                {consequence}
              </Text>
              {tried.length > 0 && (
                <div role="alert">
                  {tried.map(({ text }) => (
                    <Text key={text} size="sm" c="var(--gr-tone-flag-strong)">
                      {text}
                    </Text>
                  ))}
                </div>
              )}
              {failure !== undefined && <FailureLine>{failure}</FailureLine>}
              <Button type="submit" loading={pending} mt="xs" data-testid="send-plan">
                {label}
              </Button>
            </Stack>
          </Paper>
        }
      >
        <Section title="What and when">
          <div data-field="title">
            <TextInput
              label="Title"
              placeholder="Mock loop, first round"
              maxLength={120}
              required
              value={draft.title}
              error={why('title')}
              onChange={(event) => step({ title: event.currentTarget.value })}
              data-testid="session-title"
            />
          </div>
          <Group gap="md" align="flex-start" data-field="when" grow preventGrowOverflow={false}>
            <TextInput
              type="datetime-local"
              label="Starts"
              required
              miw="13rem"
              value={draft.wall}
              error={why('when')}
              onChange={(event) => step({ wall: event.currentTarget.value })}
              data-testid="session-start"
            />
            <Select
              label="Time zone"
              miw="13rem"
              searchable
              allowDeselect={false}
              data={zones}
              value={draft.timeZone}
              onChange={(zone) => zone && step({ timeZone: zone })}
              nothingFoundMessage="No zone is called that"
              data-testid="session-zone"
            />
          </Group>
        </Section>
        <Section
          title="Who"
          lead="They are invited by the account they sign in with. You are an interviewer yourself unless you list yourself otherwise."
        >
          <div data-field="people">
            {draft.peer ? (
              <Text>
                {draft.people.map(({ name }) => name).join(' and ')}, as you were matched.
              </Text>
            ) : (
              <PeopleEditor people={draft.people} onChange={(people) => step({ people })} />
            )}
            {why('people') && <FailureLine>{why('people')}</FailureLine>}
          </div>
        </Section>
        <Section
          title="Agenda"
          lead="The candidate sees how many questions there are, and each question only when you put it before them."
        >
          <div data-field="agenda">
            <Stack gap="md">
              <AgendaEditor agenda={draft.agenda} onChange={(agenda) => step({ agenda })} />
              {why('agenda') && <FailureLine>{why('agenda')}</FailureLine>}
              <QuestionSources
                taken={new Set(draft.agenda.map(({ questionId }) => questionId))}
                onAdd={(questions, from) =>
                  step({
                    agenda: withQuestions(draft.agenda, questions),
                    ...(from && {
                      loopId: from.loopId,
                      ...(draft.title.trim() === '' && { title: from.title }),
                    }),
                  })
                }
              />
            </Stack>
          </div>
        </Section>
        <Section title="Message" lead="It goes into the invitation.">
          <Textarea
            aria-label="Message"
            autosize
            minRows={3}
            maxLength={2000}
            placeholder="What to bring, what to expect."
            value={draft.message}
            onChange={(event) => step({ message: event.currentTarget.value })}
          />
        </Section>
      </Columns>
    </form>
  );
}
