import type { Role } from '@/features/room/connection/protocol';

const roles: Record<Role, string> = {
  CANDIDATE: 'Candidate',
  INTERVIEWER: 'Interviewer',
  OBSERVER: 'Observer',
};

export const roleWord = (role: Role): string => roles[role];
