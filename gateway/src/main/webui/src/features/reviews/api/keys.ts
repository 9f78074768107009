/** Query keys of this feature. */
export const keys = {
  reviews: ['reviews'] as const,
  review: (id: string) => ['review', id] as const,
  log: (id: string) => ['review', id, 'log'] as const,
};
