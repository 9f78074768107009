import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { focusAfter, useWish } from '@/features/room/bar/shortcuts';
import { useInRoom } from '@/features/room/connection/use-room';
import { useStore } from '@/lib/store';
import { Chat } from './chat';
import { withEdit, type Edits } from './drafts';
import { Notes } from './notes';
import { People } from './people';
import classes from './talk.module.css';

/** What is said and noted beside the work. */
export function TalkPane() {
  const { room, state, isPanel } = useInRoom();
  const people = useStore(room.people);
  const [tab, setTab] = useState<string | null>(isPanel ? 'notes' : 'chat');
  // Here, as a tab's panel goes with its tab.
  const [said, setSaid] = useState('');
  const [noted, setNoted] = useState('');
  const [texts, setTexts] = useState<Edits['texts']>({});
  const edits: Edits = {
    texts,
    set: (id, text) => setTexts((now) => withEdit(now, id, text)),
    done: (id, text) => setTexts((now) => (now[id] === text ? withEdit(now, id, null) : now)),
  };
  const [read, setRead] = useState(state.chat.length);
  if (tab === 'chat' && read !== state.chat.length) {
    setRead(state.chat.length);
  }
  const unread = state.chat.length - read;
  useWish('chat', () => focusAfter('[data-testid="chat-input"]', () => setTab('chat')));
  useWish('notes', () => focusAfter('[data-testid="note-input"]', () => setTab('notes')));
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
          <Notes draft={{ text: noted, set: setNoted }} edits={edits} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="chat">
        <Chat draft={{ text: said, set: setSaid }} />
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <People />
      </Tabs.Panel>
    </Tabs>
  );
}
