import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeading } from '@/components/page';

export function NotFoundPage() {
  return (
    <Stack align="flex-start" maw={560} py={{ base: 'xl', sm: 80 }}>
      <Text fw={600} c="dimmed">
        404
      </Text>
      <PageHeading>There is no such page</PageHeading>
      <Text c="dimmed">
        The address may be mistyped, or what was here has moved. Drafts and grades are under “My
        attempts”.
      </Text>
      <Button component={Link} to="/questions" mt="md">
        Browse the questions
      </Button>
    </Stack>
  );
}
