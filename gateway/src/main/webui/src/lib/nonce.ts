/** The nonce under which this page may add style elements; the gateway writes it into index.html. */
export const cspNonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// Read by the scroll lock under Mantine's dialogs, which knows no other way to be told.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = cspNonce;
