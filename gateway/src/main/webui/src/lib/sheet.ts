import { Store } from './store';

const key = 'greenroom.sheet';
export const mostOnASheet = 30;

function kept(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** The questions that an interviewer has picked for paper, in their order; kept on this device. */
class Sheet {
  readonly picked = new Store<readonly string[]>(kept());

  put(ids: readonly string[]): void {
    const picked = [...new Set(ids)].slice(0, mostOnASheet);
    this.picked.set(picked);
    try {
      localStorage.setItem(key, JSON.stringify(picked));
    } catch {
      // A full or forbidden store: then it lasts as long as the page.
    }
  }

  toggle(id: string): void {
    const picked = this.picked.get();
    this.put(picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id]);
  }

  /** Moves a question by so many places. */
  move(id: string, by: number): void {
    const picked = [...this.picked.get()];
    const from = picked.indexOf(id);
    const to = from + by;
    if (from >= 0 && to >= 0 && to < picked.length) {
      picked.splice(from, 1);
      picked.splice(to, 0, id);
      this.put(picked);
    }
  }
}

export const sheet = new Sheet();
