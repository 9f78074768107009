import { Stack } from '@mantine/core';
import {
  IconBookmark,
  IconBooks,
  IconBuilding,
  IconCalendarStats,
  IconDice5,
  IconMessages,
  IconPrinter,
  IconRoute,
  IconStack2,
} from '@tabler/icons-react';
import { CardGrid, LinkCard } from '@/components/link-card';
import { isReviewer, useMe } from '@/lib/me';
import { PageHead } from './page-head';

const ways = [
  {
    to: '/plans',
    title: 'Study plans',
    text: 'Weeks counted back from the day of your interview, with what to practise and read in each.',
    icon: <IconCalendarStats size={22} aria-hidden />,
  },
  {
    to: '/loops',
    title: 'Loops',
    text: 'The rounds of a whole interview day, as kinds of companies run them. Practise one with questions drawn for it.',
    icon: <IconRoute size={22} aria-hidden />,
  },
  {
    to: '/random-set',
    title: 'Time at hand',
    text: 'Say how many minutes you have; get questions that fit into them.',
    icon: <IconDice5 size={22} aria-hidden />,
  },
  {
    to: '/collections',
    title: 'Collections',
    text: 'Hand-picked sets, each with a purpose and in the order they are best practised.',
    icon: <IconStack2 size={22} aria-hidden />,
  },
  {
    to: '/topics',
    title: 'Topics',
    text: 'Why a topic is asked, what to read on it, and its questions.',
    icon: <IconBooks size={22} aria-hidden />,
  },
  {
    to: '/companies',
    title: 'Companies',
    text: 'How their loops run, what they stress, and on which public page that rests.',
    icon: <IconBuilding size={22} aria-hidden />,
  },
  {
    to: '/rounds',
    title: 'Rounds and advice',
    text: 'What each round tests and how to prepare; stories, take-homes, offers, and the day itself.',
    icon: <IconMessages size={22} aria-hidden />,
  },
  {
    to: '/bookmarks',
    title: 'Bookmarks',
    text: 'The questions that you marked.',
    icon: <IconBookmark size={22} aria-hidden />,
  },
];

const sheetWay = {
  to: '/sheets',
  title: 'Sheets to print',
  text: 'Questions with their rubric on paper, for an interview that you lead.',
  icon: <IconPrinter size={22} aria-hidden />,
};

export function PreparePage() {
  const me = useMe();
  return (
    <Stack gap="xl">
      <PageHead title="Prepare">
        Ways to get ready, from a plan of weeks to a quarter of an hour.
      </PageHead>
      <CardGrid>
        {[...ways, ...(isReviewer(me) ? [sheetWay] : [])].map(({ to, title, text, icon }) => (
          <LinkCard key={to} to={to} title={title} icon={icon}>
            {text}
          </LinkCard>
        ))}
      </CardGrid>
    </Stack>
  );
}
