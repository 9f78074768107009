import { Button, Group, Stack, Text } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { BookmarkToggle } from '@/components/bookmark-toggle';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { SheetToggle } from '@/components/sheet-toggle';
import { PageHead } from '@/features/prepare/page-head';
import { SheetOf } from '@/features/prepare/sheets/sheet-of';
import type { Bookmark } from '@/lib/api/types';
import { bookmarksQuery, useBookmarks } from '@/lib/bookmarks';
import { day, plural } from '@/lib/format';
import { roundLabel } from '@/lib/labels';
import classes from './bookmarks-page.module.css';

export function BookmarksPage() {
  const bookmarks = useQuery({ ...bookmarksQuery, refetchOnMount: 'always' });
  const { isMarked } = useBookmarks();
  return (
    <Stack gap="xl">
      <PageHead
        title="Bookmarks"
        actions={
          <SheetOf
            questions={(bookmarks.data ?? [])
              .filter(({ questionId, available }) => available && isMarked?.(questionId))
              .slice(0, 30)
              .map(({ questionId }) => ({ id: questionId }))}
          />
        }
      >
        The questions that you marked, the latest first.
      </PageHead>
      <Loaded query={bookmarks}>
        {(items) =>
          items.length === 0 ? (
            <Notice
              icon={<IconBookmark />}
              title="Nothing marked yet"
              action={
                <Button component={Link} to="/questions">
                  Browse the questions
                </Button>
              }
            >
              Every question has a bookmark in its corner. What you mark waits here.
            </Notice>
          ) : (
            <>
              <Text size="sm" c="dimmed" role="status">
                {plural(
                  items.filter(({ questionId }) => isMarked?.(questionId)).length,
                  'bookmark',
                )}
              </Text>
              <ul className={classes.list}>
                {items.map((bookmark) => (
                  <Row key={bookmark.questionId} bookmark={bookmark} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

/** What is taken off stays in its place until the page is left, so that a slip is undone where it happened. */
function Row({ bookmark }: { bookmark: Bookmark }) {
  const { isMarked, mark } = useBookmarks();
  const question = { id: bookmark.questionId, title: bookmark.title };
  const marked = isMarked?.(question.id) ?? true;
  return (
    <li className={classes.row} data-off={!marked || undefined}>
      <div>
        {bookmark.available ? (
          <Link to={`/questions/${bookmark.slug}`} className={classes.link}>
            {bookmark.title}
          </Link>
        ) : (
          <Text fw={600}>{bookmark.title}</Text>
        )}
        <Text size="sm" c="dimmed">
          {[
            roundLabel(bookmark.round),
            `${bookmark.minutes} min`,
            !bookmark.available && 'retired since',
            bookmark.submitted === 0 ? 'not answered yet' : plural(bookmark.submitted, 'answer'),
            bookmark.bestScore !== undefined && `best score ${bookmark.bestScore}`,
            `marked ${day(bookmark.markedAt)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {marked ? (
          <>
            {bookmark.available && <SheetToggle question={question} />}
            <BookmarkToggle question={question} />
          </>
        ) : (
          <>
            <Text size="sm" role="status">
              Taken off.
            </Text>
            <Button
              variant="light"
              size="compact-sm"
              autoFocus
              onClick={() => mark(question.id, true)}
              aria-label={`Undo: mark “${question.title}” again`}
            >
              Undo
            </Button>
          </>
        )}
      </Group>
    </li>
  );
}
