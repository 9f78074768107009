import { afterEach } from 'vitest';

// Tests with a document only: Testing Library is slow to load.
if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');

  // Beside another module's tests a second, which Testing Library waits by itself, may pass between two renders. Who waits
  // in vain fails all the same, only later.
  configure({ asyncUtilTimeout: 15_000 });

  // What a test leaves on the page renders on when its document is gone, and fails the whole run.
  afterEach(cleanup);
}
