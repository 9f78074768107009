import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { mockApi } from './src/testing/mock-api.ts';

const nonce = '__CSP_NONCE__';

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [mockApi(nonce)] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The gateway puts a fresh nonce in place of this word in every response.
  html: { cspNonce: nonce },
  build: {
    // The content security policy allows neither data: fonts nor inline code.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    ...(mode !== 'mock' && {
      proxy: { '^/(api|login|logout)(/|$|\\?)': { target: 'http://localhost:8080', ws: true } },
    }),
  },
  preview: { host: '127.0.0.1' },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
}));
