import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { PageHeading } from '@/components/page';
import { Announcer } from './bar/announcer';
import { RoomBanner } from './bar/room-banner';
import { RoomBar } from './bar/room-bar';
import { useShortcuts } from './bar/shortcuts';
import { CallTiles } from './call/call-tiles';
import { useInRoom } from './connection/use-room';
import { SidePane } from './panel/side-pane';
import { QuestionPane } from './panel/question-pane';
import { TalkPane } from './talk/talk-pane';
import { WorkPane } from './editor/work-pane';
import { WorkView, useWorkView } from './editor/work-view';
import classes from './room-desk.module.css';

type Pane = 'side' | 'work' | 'talk';

export interface RoomDeskProps {
  title: string;
}

/** The room as one sees it: what is asked, what is worked on, and what is said; a phone shows one of them at a time. */
export function RoomDesk({ title }: RoomDeskProps) {
  const { isPanel } = useInRoom();
  const [pane, setPane] = useState<Pane>('work');
  const work = useWorkView();
  useShortcuts(setPane);
  return (
    <WorkView value={work}>
      <div className={classes.desk}>
        <div className={classes.hidden}>
          <PageHeading tabTitle={`${title}, room`}>{title}</PageHeading>
        </div>
        <RoomBar title={title} />
        <RoomBanner />
        <CallTiles />
        <SegmentedControl
          className={classes.panes}
          aria-label="What to show"
          fullWidth
          data={[
            { value: 'side', label: isPanel ? 'Agenda and guide' : 'Question' },
            { value: 'work', label: 'Code' },
            { value: 'talk', label: isPanel ? 'Notes, chat' : 'Chat' },
          ]}
          value={pane}
          onChange={(value) => setPane(value as Pane)}
        />
        <main className={classes.layout}>
          <section
            className={classes.side}
            data-shown={pane === 'side'}
            aria-label={isPanel ? 'Agenda and guide' : 'The question'}
            id="room-side"
            tabIndex={-1}
          >
            {isPanel ? <SidePane /> : <QuestionPane />}
          </section>
          <section className={classes.work} data-shown={pane === 'work'} aria-label="Shared work">
            <WorkPane />
          </section>
          <section
            className={classes.talk}
            data-shown={pane === 'talk'}
            aria-label={isPanel ? 'Notes, chat and people' : 'Chat and people'}
          >
            <TalkPane />
          </section>
        </main>
        <Announcer />
      </div>
    </WorkView>
  );
}
