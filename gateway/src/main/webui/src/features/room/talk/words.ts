import type { Role } from '@/features/room/connection/protocol';

const roles: Record<Role, string> = {
  CANDIDATE: 'Candidate',
  INTERVIEWER: 'Interviewer',
  OBSERVER: 'Observer',
};

export const roleWord = (role: Role): string => roles[role];

/** Gives refused words back to where they were typed, before what was typed since. */
export const givenBack =
  (said: string) =>
  (now: string): string =>
    now === '' ? said : `${said}\n${now}`;
