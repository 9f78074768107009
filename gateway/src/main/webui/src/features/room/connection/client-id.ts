import { keptClients, tabKeeper } from './browser';

/** How long a page that is just going away gets to give its name back. */
const patienceMillis = 1_200;

export interface ClaimedClient {
  client: string;
  release: () => void;
}

/**
 * The name of one line of own changes. A page that was reloaded goes on under the one whose changes it kept; without
 * any it begins a new one, so that a change on its way cannot be taken for another. A duplicated tab starts with a
 * copy of the storage and gets a new name, too: each has one holder. What another account left in this tab is
 * forgotten unread.
 *
 * @param owner the id of the account that is signed in
 */
export async function claimClient(sessionId: string, owner: string): Promise<ClaimedClient> {
  for (const kept of keptClients(sessionId)) {
    if (tabKeeper(sessionId, kept).read()?.owner !== owner) {
      tabKeeper(sessionId, kept).forget();
      continue;
    }
    const claimed = await hold(kept);
    if (claimed) {
      return claimed;
    }
    // A living tab's: what was copied from it is for it to send.
    tabKeeper(sessionId, kept).forget();
  }
  const fresh = crypto.randomUUID();
  return (await hold(fresh)) ?? { client: fresh, release: () => undefined };
}

function hold(client: string): Promise<ClaimedClient | null> {
  if (!('locks' in navigator)) {
    return Promise.resolve({ client, release: () => undefined });
  }
  return new Promise((resolve) => {
    navigator.locks
      .request(
        `greenroom.room-client.${client}`,
        { signal: AbortSignal.timeout(patienceMillis) },
        () => new Promise<void>((release) => resolve({ client, release })),
      )
      .catch(() => resolve(null));
  });
}
