/** Query keys of this feature. */
export const keys = {
  graders: ['graders'] as const,
  usage: (month: string) => ['usage', month] as const,
  calibration: ['calibration'] as const,
  regrades: ['regrades'] as const,
  regrade: (id: string) => ['regrade', id] as const,
  regradeItems: (id: string) => ['regrade', id, 'items'] as const,
};
