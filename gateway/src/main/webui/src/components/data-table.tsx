import { Table, type TableProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface DataTableProps extends TableProps {
  /** What it is a table of; heard, not seen. */
  label: string;
  columns: readonly ReactNode[];
  minWidth?: number;
  children: ReactNode;
}

/** A table of figures that scrolls by itself on a narrow screen, also by keyboard. */
export function DataTable({ label, columns, minWidth = 560, children, ...table }: DataTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      type="native"
      tabIndex={0}
      role="group"
      aria-label={label}
      className={classes.frame}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" className={classes.table} {...table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={index} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
