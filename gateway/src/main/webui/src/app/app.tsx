import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { ProblemError } from '@/lib/api/problem';
import { cspNonce } from '@/lib/nonce';
import { router } from './router';
import { cssVariables, theme } from './theme';

// The same key as in public/color-scheme.js, which sets the scheme before the first paint.
const schemes = localStorageColorSchemeManager({ key: 'greenroom.color-scheme' });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only silence is worth asking again.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    },
  },
});

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      getStyleNonce={() => cspNonce}
    >
      <Notifications position="top-center" />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
