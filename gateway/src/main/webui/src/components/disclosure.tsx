import { Paper, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import classes from './disclosure.module.css';

export interface DisclosureProps {
  label: string;
  children: ReactNode;
}

/** Something that is there on demand. */
export function Disclosure({ label, children }: DisclosureProps) {
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div className={classes.disclosure}>
      <UnstyledButton
        onClick={toggle}
        aria-expanded={open}
        aria-controls={id}
        className={classes.control}
      >
        {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        {label}
      </UnstyledButton>
      <div id={id} hidden={!open}>
        {open && (
          <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }} mt="sm">
            {children}
          </Paper>
        )}
      </div>
    </div>
  );
}
