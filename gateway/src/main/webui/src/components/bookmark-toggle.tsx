import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useBookmarks } from '@/lib/bookmarks';

export interface BookmarkToggleProps {
  question: { id: string; title: string };
}

/** Marks a question, or takes the mark off; it is its own undo. Not there while it isn't known which it is. */
export function BookmarkToggle({ question }: BookmarkToggleProps) {
  const { isMarked, mark, error } = useBookmarks();
  useEffect(() => {
    if (error) {
      notifications.show({
        id: `bookmark-${question.id}`,
        color: 'red',
        title: 'The bookmark could not be changed',
        message: error.message,
      });
    }
  }, [error, question.id]);
  if (!isMarked) {
    return null;
  }
  const marked = isMarked(question.id);
  return (
    <Tooltip label={marked ? 'Bookmarked: take it off' : 'Bookmark'}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c={marked ? 'var(--mantine-color-anchor)' : 'dimmed'}
        size="lg"
        aria-pressed={marked}
        aria-label={`Bookmark “${question.title}”`}
        onClick={() => mark(question.id, !marked)}
        data-testid="bookmark"
      >
        {marked ? <IconBookmarkFilled size={20} /> : <IconBookmark size={20} />}
      </ActionIcon>
    </Tooltip>
  );
}
