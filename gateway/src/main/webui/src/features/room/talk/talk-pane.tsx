import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useWish } from '@/features/room/bar/shortcuts';
import { useInRoom } from '@/features/room/connection/use-room';
import { useStore } from '@/lib/store';
import { Chat } from './chat';
import { Notes, type NoteEdits } from './notes';
import { People } from './people';
import classes from './talk.module.css';

/** What is said and noted beside the work. */
export function TalkPane() {
  const { room, state, isPanel } = useInRoom();
  const people = useStore(room.people);
  const [tab, setTab] = useState<string | null>(isPanel ? 'notes' : 'chat');
  const [read, setRead] = useState(state.chat.length);
  if (tab === 'chat' && read !== state.chat.length) {
    setRead(state.chat.length);
  }
  // What is written and not sent outlives a look at another tab.
  const [said, setSaid] = useState('');
  const [noted, setNoted] = useState('');
  const [edits, setEdits] = useState<NoteEdits>(new Map());
  const unread = state.chat.length - read;
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  useWish('chat', () => {
    setTab('chat');
    focusOn('[data-testid="chat-input"]');
  });
  useWish('notes', () => {
    setTab('notes');
    focusOn('[data-testid="note-input"]');
  });
  const here = new Set(people.map(({ participantId }) => participantId)).size;
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      className={classes.tabs}
      keepMounted={false}
      classNames={{ panel: classes.panel, list: classes.tabList, tab: classes.tab }}
    >
      <Tabs.List aria-label="Notes, chat and people">
        {isPanel && <Tabs.Tab value="notes">Notes</Tabs.Tab>}
        <Tabs.Tab value="chat">
          Chat{unread > 0 && tab !== 'chat' ? ` (${unread} new)` : ''}
        </Tabs.Tab>
        <Tabs.Tab value="people">People ({here})</Tabs.Tab>
      </Tabs.List>
      {isPanel && (
        <Tabs.Panel value="notes">
          <Notes text={noted} setText={setNoted} edits={edits} setEdits={setEdits} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="chat">
        <Chat text={said} setText={setSaid} />
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <People />
      </Tabs.Panel>
    </Tabs>
  );
}
