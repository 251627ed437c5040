import type { ComponentChildren } from 'preact';
import { useWords } from './speaking.tsx';

export type Column<Row> = {
  /** Also the label of the cell on phones, where each row becomes a block. */
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** At the end edge, in figures of one width. */
  numeric?: boolean;
  /** A day or a count: its words stay whole, and a day on two lines at most. */
  short?: boolean;
  /** Read out, not shown: for columns of buttons and ticks. */
  hideLabel?: boolean;
};

type TableProps<Row> = {
  caption: string;
  /** Where a heading above says the same. */
  hideCaption?: boolean;
  /** The first column names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  foot?: readonly ComponentChildren[];
  /** Rows become labelled blocks on phones, or (`scroll`) the table moves inside its own box. */
  phone?: 'blocks' | 'scroll';
};

/** Said although they go without saying: `display: block` on phones takes them away in some browsers. */
const roles = {
  table: { role: 'table' },
  rows: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, foot, phone = 'blocks' } = props;
  const t = useWords();
  const table = (
    <table class="ds-table" data-color="neutral" data-phone={phone} {...roles.table}>
      <caption class={props.hideCaption ? 'ds-sr-only' : undefined}>{caption}</caption>
      <thead {...roles.rows}>
        <tr {...roles.row}>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              {...roles.columnHeader}
              data-numeric={column.numeric ? '' : undefined}
              data-short={column.short ? '' : undefined}
            >
              {column.hideLabel ? <span class="ds-sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.rows}>
        {rows.map((row) => (
          <tr {...roles.row}>{columns.map((column, n) => cell(column, n, column.cell(row)))}</tr>
        ))}
      </tbody>
      {foot && (
        <tfoot {...roles.rows}>
          <tr {...roles.row}>{columns.map((column, n) => cell(column, n, foot[n]))}</tr>
        </tfoot>
      )}
    </table>
  );
  if (phone === 'blocks') return table;
  // A box that moves sideways must be reachable by keyboard.
  return (
    <section class="scroll" tabindex={0} aria-label={`${caption}: ${t('table.box')}`}>
      {table}
    </section>
  );
}

function cell<Row>(column: Column<Row>, n: number, content: ComponentChildren) {
  const numeric = column.numeric ? '' : undefined;
  if (n === 0) {
    return (
      <th scope="row" {...roles.rowHeader} data-numeric={numeric}>
        {content}
      </th>
    );
  }
  const nothing = content === undefined || content === null || content === false || content === '';
  return (
    <td
      {...roles.cell}
      data-numeric={numeric}
      data-short={column.short ? '' : undefined}
      data-label={column.hideLabel || nothing ? undefined : column.label}
    >
      {content}
    </td>
  );
}
