import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import type { SessionRole } from '@/features/sessions/api/shapes';
import { roleLabel } from '@/features/sessions/labels';
import classes from './people-editor.module.css';
import { newPerson, type PlannedPerson } from './plan';

export interface PeopleEditorProps {
  people: readonly PlannedPerson[];
  onChange: (people: PlannedPerson[]) => void;
}

const roles: readonly SessionRole[] = ['CANDIDATE', 'INTERVIEWER', 'OBSERVER'];

/** Who takes part, by the account they sign in with. */
export function PeopleEditor({ people, onChange }: PeopleEditorProps) {
  const change = (key: string, step: Partial<PlannedPerson>) =>
    onChange(people.map((person) => (person.key === key ? { ...person, ...step } : person)));
  return (
    <Stack gap="sm">
      {people.map((person, index) => (
        <div key={person.key} className={classes.person} data-testid="person">
          <NativeSelect
            label="Role"
            aria-label={`Role of person ${index + 1}`}
            data={roles.map((value) => ({ value, label: roleLabel(value) }))}
            value={person.role}
            onChange={(event) =>
              change(person.key, { role: event.currentTarget.value as SessionRole })
            }
          />
          <TextInput
            label="Account or e-mail address"
            aria-label={`Account of person ${index + 1}`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={person.account}
            onChange={(event) => change(person.key, { account: event.currentTarget.value })}
          />
          <TextInput
            label="Name (optional)"
            aria-label={`Name of person ${index + 1}`}
            autoComplete="off"
            maxLength={100}
            value={person.name}
            onChange={(event) => change(person.key, { name: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            aria-label={`Take person ${index + 1} off the list`}
            onClick={() => onChange(people.filter(({ key }) => key !== person.key))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconUserPlus size={17} aria-hidden />}
          onClick={() =>
            onChange([
              ...people,
              newPerson(
                people.some(({ role }) => role === 'CANDIDATE') ? 'INTERVIEWER' : 'CANDIDATE',
              ),
            ])
          }
          data-testid="add-person"
        >
          Add a person
        </Button>
      </Group>
    </Stack>
  );
}
