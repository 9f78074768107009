import { configure } from '@testing-library/react';

// Beside another module's tests a second, which Testing Library waits by itself, may pass between two renders. Who waits
// in vain fails all the same, only later.
configure({ asyncUtilTimeout: 15_000 });
