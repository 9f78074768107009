import { Text } from '@mantine/core';
import type { SharedDocument } from '@/features/room/document/shared-document';
import { useMissingModules } from './use-missing-modules';

/** Says before a run what it will not find. */
export function MissingNote({
  id,
  document,
}: {
  id: string;
  document: Pick<SharedDocument, 'text' | 'version' | 'unsent'>;
}) {
  const missing = useMissingModules(document);
  return (
    <Text
      id={id}
      size="xs"
      role="status"
      px="sm"
      py={missing.length > 0 ? 4 : 0}
      data-testid="missing-modules"
    >
      {missing.length > 0 &&
        `Run has no ${missing.join(', ')}, only Python’s standard library: where the program needs ${
          missing.length > 1 ? 'them' : 'it'
        }, it ends with an error.`}
    </Text>
  );
}
