import { queryOptions } from '@tanstack/react-query';
import { call } from './call';
import { keys } from './keys';
import type { PeerRequest, PeerWish } from './shapes';

export function peerRequestsQuery() {
  return queryOptions({
    queryKey: keys.peers,
    queryFn: ({ signal }) => call<{ items: PeerRequest[] }>('GET', '/peer-requests', { signal }),
    staleTime: 5_000,
    refetchInterval: ({ state }) =>
      state.data?.items.some((request) => request.state === 'OPEN') ? 15_000 : false,
  });
}

export const askForPeer = (wish: PeerWish) =>
  call<PeerRequest>('POST', '/peer-requests', { body: wish });

export const withdrawPeerRequest = async (id: string): Promise<void> => {
  await call('DELETE', `/peer-requests/${id}`);
};
