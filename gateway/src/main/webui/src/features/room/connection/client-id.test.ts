// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { keptClients, tabKeeper } from './browser';
import { claimClient } from './client-id';
import type { KeptRoom } from './room';

const keep = (client: string, owner: string | undefined) =>
  tabKeeper('s1', client).keep({ owner, notes: [] } as unknown as KeptRoom);

afterEach(() => sessionStorage.clear());

describe('the name of a tab', () => {
  it('is the one whose changes the same account kept', async () => {
    keep('mine', 'iris');

    expect((await claimClient('s1', 'iris')).client).toBe('mine');
    expect(keptClients('s1')).toEqual(['mine']);
  });

  it.each(['iris', undefined])(
    'forgets what another account left in this tab (%s)',
    async (owner) => {
      keep('theirs', owner);

      expect((await claimClient('s1', 'casey')).client).not.toBe('theirs');
      expect(keptClients('s1')).toEqual([]);
    },
  );
});
