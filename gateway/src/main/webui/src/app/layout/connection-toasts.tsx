import { notifications } from '@mantine/notifications';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { canKeep } from '@/lib/answer-keeper';
import { connection } from '@/lib/connection';

const id = 'connection';

/** Says once that the connection is lost and once that it is back. */
export function ConnectionToasts() {
  const queries = useQueryClient();
  useEffect(() => {
    const offline = () => connection.missed();
    const online = () => void connection.ask();
    window.addEventListener('offline', offline);
    window.addEventListener('online', online);
    const unsubscribe = connection.state.subscribe(() => {
      notifications.hide(id);
      if (connection.state.get() === 'lost') {
        notifications.show({
          id,
          color: 'yellow',
          icon: <IconPlugConnectedX size={18} aria-hidden />,
          title: 'Connection lost',
          message: canKeep()
            ? 'You can go on writing: everything is kept on this device and sent when it is back.'
            : 'You can go on writing, but stay on this page: this device keeps nothing, and what you write is sent when the connection is back.',
          autoClose: false,
          withCloseButton: true,
        });
      } else {
        notifications.show({
          id: `${id}-back`,
          color: 'green',
          icon: <IconPlugConnected size={18} aria-hidden />,
          title: 'Connected again',
          message: 'What was waiting is being sent now.',
        });
        // What failed meanwhile is asked again; an open draft is left alone.
        void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      }
    });
    return () => {
      unsubscribe();
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    };
  }, [queries]);
  return null;
}
