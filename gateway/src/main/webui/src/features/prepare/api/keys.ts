/** Query keys of what changes while somebody looks at it. */
export const keys = {
  myPlan: ['my-plan'] as const,
  next: ['next-for-me'] as const,
};
