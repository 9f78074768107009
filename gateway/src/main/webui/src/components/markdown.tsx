import { Anchor } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import classes from './markdown.module.css';

// Headings inside a text lie below the heading of the section that shows it.
const elements: Components = {
  h1: (props) => <h3 {...plain(props)} />,
  h2: (props) => <h3 {...plain(props)} />,
  h3: (props) => <h4 {...plain(props)} />,
  h4: (props) => <h5 {...plain(props)} />,
  a: ({ href, children }) => (
    <Anchor href={href} target="_blank" rel="noreferrer noopener" underline="always">
      {children}
    </Anchor>
  ),
  // Nothing is loaded from elsewhere: a picture becomes a link to it.
  img: ({ src, alt }) => (
    <Anchor
      href={typeof src === 'string' ? src : undefined}
      target="_blank"
      rel="noreferrer noopener"
      underline="always"
    >
      {alt?.length ? alt : 'Picture'}
    </Anchor>
  ),
  // What scrolls must be reachable by keyboard.
  pre: (props) => <pre tabIndex={0} {...plain(props)} />,
  table: (props) => (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label="Table">
      <table {...plain(props)} />
    </div>
  ),
};

function plain<T extends { node?: unknown }>(props: T): Omit<T, 'node'> {
  const rest = { ...props };
  delete rest.node;
  return rest;
}

export interface MarkdownProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  children: string;
}

/** Somebody's Markdown (GitHub's flavour), as text: HTML in it is shown, not run. */
export function Markdown({ children, className, ...rest }: MarkdownProps) {
  return (
    <div className={[classes.prose, className].filter(Boolean).join(' ')} {...rest}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={elements}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
