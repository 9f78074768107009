import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { selfHosted } from './scripts/self-hosted.ts';
import { mockApi } from './src/testing/mock-api.ts';

const nonce = '__CSP_NONCE__';

export default defineConfig(({ mode }) => ({
  plugins: [react(), selfHosted(), ...(mode === 'mock' ? [mockApi(nonce)] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The gateway puts a fresh nonce in place of this word in every response.
  html: { cspNonce: nonce },
  worker: { format: 'es' },
  build: {
    // The content security policy allows neither data: fonts nor inline code.
    assetsInlineLimit: 0,
    // The largest are Excalidraw's, which only the whiteboard loads.
    chunkSizeWarningLimit: 1_900,
  },
  server: {
    host: '127.0.0.1',
    ...(mode !== 'mock' && {
      proxy: { '^/(api|login|logout)(/|$|\\?)': { target: 'http://localhost:8080', ws: true } },
    }),
  },
  preview: { host: '127.0.0.1' },
  test: {
    // A document takes longer to make than most tests run: those that need one say so in their first line.
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // For a machine that builds another module beside.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
