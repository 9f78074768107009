import { Pagination } from '@mantine/core';

export interface PagesProps {
  total: number;
  /** From 1. */
  value: number;
  onChange: (page: number) => void;
}

/** The way to the other pages of a list, when there are some. */
export function Pages({ total, value, onChange }: PagesProps) {
  return total > 1 ? (
    <Pagination
      total={total}
      value={value}
      onChange={onChange}
      getControlProps={(control) => ({ 'aria-label': `${control} page` })}
      getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
      mx="auto"
    />
  ) : null;
}
