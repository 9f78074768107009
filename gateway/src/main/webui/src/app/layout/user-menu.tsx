import { Avatar, Button, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconDatabase, IconGauge, IconHistory, IconLogout } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import type { Me } from '@/lib/api/types';
import { isCandidate } from '@/lib/me';
import { signInPath } from '@/lib/session';

export interface UserMenuProps {
  /** `undefined` while it isn't known whether anyone is signed in. */
  me: Me | null | undefined;
}

const roleNames: Record<string, string> = {
  candidate: 'Candidate',
  interviewer: 'Interviewer',
  admin: 'Administrator',
};

export function UserMenu({ me }: UserMenuProps) {
  const location = useLocation();
  if (me === undefined) {
    return null;
  }
  if (me === null) {
    return (
      <Button component="a" href={signInPath(location)} size="sm" data-testid="sign-in">
        Sign in
      </Button>
    );
  }
  const name = me.name.trim() === '' ? me.username : me.name;
  const roles = me.roles.flatMap((role) => roleNames[role] ?? []);
  return (
    <Menu position="bottom-end" width={230} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton data-testid="user-menu">
          <VisuallyHidden>Account of {name}</VisuallyHidden>
          <Avatar name={name} color="green" radius="xl" size={36} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {[me.email, roles.join(', ')].filter(Boolean).join(' · ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        {isCandidate(me) && (
          <>
            <Menu.Item
              component={Link}
              to="/attempts"
              leftSection={<IconHistory size={16} aria-hidden />}
            >
              My attempts
            </Menu.Item>
            <Menu.Item
              component={Link}
              to="/usage"
              leftSection={<IconGauge size={16} aria-hidden />}
              data-testid="open-usage"
            >
              Usage and budget
            </Menu.Item>
          </>
        )}
        <Menu.Item
          component={Link}
          to="/account/data"
          leftSection={<IconDatabase size={16} aria-hidden />}
          data-testid="open-own-data"
        >
          My data
        </Menu.Item>
        <Menu.Item
          component="a"
          href="/logout"
          leftSection={<IconLogout size={16} aria-hidden />}
          data-testid="sign-out"
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
