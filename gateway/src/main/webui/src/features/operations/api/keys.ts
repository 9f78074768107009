import type { Service } from './service';

/** Query keys of this feature. */
export const keys = {
  deadLetters: (service: Service) => ['dead-letters', service] as const,
  letters: (service: Service) => ['dead-letters', service, 'list'] as const,
  causes: (service: Service) => ['dead-letters', service, 'causes'] as const,
  letter: (service: Service, id: string) => ['dead-letters', service, 'one', id] as const,
};
