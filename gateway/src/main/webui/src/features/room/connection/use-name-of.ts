import { useStore } from '@/lib/store';
import { useInRoom } from './use-room';

/** What participants are called, also those who have left. */
export function useNameOf(): (participant: string | null | undefined) => string {
  const { room } = useInRoom();
  useStore(room.names);
  return (participant) => room.nameOf(participant);
}
