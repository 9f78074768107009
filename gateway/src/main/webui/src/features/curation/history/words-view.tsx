import type { WordChange } from '@/features/curation/content/words';
import classes from './diff.module.css';

export interface WordsProps {
  words: readonly WordChange[];
  /** Before shows what went, after what came. */
  side: 'before' | 'after';
}

/** One side of a comparison, what differs marked as deleted or inserted, so that it is heard as well as seen. */
export function Words({ words, side }: WordsProps) {
  return (
    <div className={classes.words}>
      {words.map(({ op, text }, index) => {
        if (op === 'same') {
          return <span key={index}>{text}</span>;
        }
        if (op === 'del') {
          return side === 'before' ? <del key={index}>{text}</del> : null;
        }
        return side === 'after' ? <ins key={index}>{text}</ins> : null;
      })}
    </div>
  );
}
