import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Room } from '@/features/room/connection/room';
import { useInRoom } from '@/features/room/connection/use-room';
import { Store } from '@/lib/store';

/** Whether the list of shortcuts is open. */
export const helpOpen = new Store(false);

export interface Shortcut {
  keys: readonly string[];
  what: string;
  panel?: boolean;
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['Alt', 'Shift', 'E'], what: 'To the document or whiteboard' },
  { keys: ['Alt', 'Shift', 'G'], what: 'To the question that was put while you wrote elsewhere' },
  { keys: ['Esc', 'Tab'], what: 'Out of the document, one after the other' },
  { keys: ['Ctrl or ⌘', 'Enter'], what: 'Run the Python of this document' },
  { keys: ['Alt', 'Shift', 'P'], what: 'To the question, or to agenda and guide' },
  { keys: ['Alt', 'Shift', 'C'], what: 'Write in the chat' },
  { keys: ['Alt', 'Shift', 'N'], what: 'Write a private note', panel: true },
  { keys: ['Alt', 'Shift', 'Q'], what: 'Quote what is selected in the document', panel: true },
  { keys: ['Alt', 'Shift', 'H'], what: 'Raise or lower the hand' },
  { keys: ['Alt', 'Shift', 'M'], what: 'Mute or unmute the microphone' },
  { keys: ['Alt', 'Shift', 'K'], what: 'This list' },
];

/** What other parts of the room do when their shortcut is pressed. */
export const wishes = new EventTarget();

export type Pane = 'side' | 'work' | 'talk';

/** Shows what is not there yet and goes to it at once: the next key is already meant for it. */
export function focusAfter(selector: string, show: () => void): void {
  flushSync(show);
  document.querySelector<HTMLElement>(selector)?.focus();
}

export function toggleHand(room: Room): void {
  const me = room.me.get();
  const raised = me !== null && room.state.get()?.hands.includes(me.participantId) === true;
  room.tell({ action: raised ? 'hand.lower' : 'hand.raise' });
}

/** By the place of the key, not by what it writes: with Alt that differs from keyboard to keyboard. */
export function useShortcuts(showPane: (pane: Pane) => void): void {
  const { room, isPanel } = useInRoom();
  const to = (pane: Pane, selector: string) => focusAfter(selector, () => showPane(pane));
  const wish = (pane: Pane, what: string) => {
    showPane(pane);
    wishes.dispatchEvent(new Event(what));
  };
  const actOf = (code: string): (() => void) | undefined => {
    switch (code) {
      case 'KeyE':
        return () => to('work', '[data-testid="room-editor"], [data-board]');
      case 'KeyG':
        return () => wish('work', 'offer');
      case 'KeyP':
        return () => to('side', '#room-side');
      case 'KeyC':
        return () => wish('talk', 'chat');
      case 'KeyN':
        return isPanel ? () => wish('talk', 'notes') : undefined;
      case 'KeyQ':
        return isPanel ? () => wish('work', 'quote') : undefined;
      case 'KeyH':
        return () => toggleHand(room);
      case 'KeyM':
        return () => wishes.dispatchEvent(new Event('mute'));
      case 'KeyK':
        return () => helpOpen.set(true);
      default:
        return undefined;
    }
  };
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const act = actOf(event.code);
    if (act) {
      event.preventDefault();
      act();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

/** Calls back when the shortcut for it is pressed. */
export function useWish(what: string, act: () => void): void {
  const asked = useEffectEvent(act);
  useEffect(() => {
    const listener = () => asked();
    wishes.addEventListener(what, listener);
    return () => wishes.removeEventListener(what, listener);
  }, [what]);
}
