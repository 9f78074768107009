const key = 'greenroom.room-client';

/** How long a page that is just going away gets to give its name back. */
const patienceMillis = 1_200;

export interface ClaimedClient {
  client: string;
  release: () => void;
}

/**
 * This tab's name towards the server. It survives a reload, so that what the tab had sent is known as its own; a
 * duplicated tab, which starts with a copy of the storage, gets another one, because a name has one holder.
 */
export async function claimClient(): Promise<ClaimedClient> {
  const kept = read();
  const claimed = kept === null ? null : await hold(kept);
  if (claimed) {
    return claimed;
  }
  const fresh = crypto.randomUUID();
  write(fresh);
  return (await hold(fresh)) ?? { client: fresh, release: () => undefined };
}

function hold(client: string): Promise<ClaimedClient | null> {
  if (!('locks' in navigator)) {
    return Promise.resolve({ client, release: () => undefined });
  }
  return new Promise((resolve) => {
    navigator.locks
      .request(
        `${key}.${client}`,
        { signal: AbortSignal.timeout(patienceMillis) },
        () => new Promise<void>((release) => resolve({ client, release })),
      )
      .catch(() => resolve(null));
  });
}

function read(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(client: string): void {
  try {
    sessionStorage.setItem(key, client);
  } catch {
    // Without a store a reload is a new tab.
  }
}
