import { Title, type TitleProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './page.module.css';

let firstPage = true;

export interface PageHeadingProps extends TitleProps {
  children: string;
  /** What the browser's tab says, where it isn't the heading. */
  tabTitle?: string;
}

/**
 * A page's only h1 and its tab title. It takes the focus when the reader comes from another page of ours, so that a
 * screen reader starts where the new page does; on the first page the browser's own order is right.
 */
export function PageHeading({ children, tabTitle, ...title }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!firstPage) {
      heading.current?.focus({ preventScroll: true });
    }
    firstPage = false;
  }, []);
  return (
    <>
      <title>{`${tabTitle ?? children} · Greenroom`}</title>
      <Title ref={heading} order={1} tabIndex={-1} className={classes.heading} {...title}>
        {children}
      </Title>
    </>
  );
}
