import { Kbd, Modal, Table, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import { shortcuts } from './shortcuts';
import classes from './bar.module.css';

export interface ShortcutsDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function ShortcutsDialog({ opened, onClose }: ShortcutsDialogProps) {
  const { isPanel } = useInRoom();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table>
        <Table.Tbody>
          {shortcuts
            .filter(({ panel }) => isPanel || !panel)
            .map(({ keys, what }) => (
              <Table.Tr key={what}>
                <Table.Td className={classes.keys}>
                  {keys.map((key, index) => (
                    <Fragment key={key}>
                      {index > 0 && ' '}
                      <Kbd size="xs">{key}</Kbd>
                    </Fragment>
                  ))}
                </Table.Td>
                <Table.Td>{what}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="sm">
        Undo in a document takes back your own changes only. In Python, Tab indents; press Esc first
        to leave the document with it.
      </Text>
    </Modal>
  );
}
