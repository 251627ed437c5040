import { Table } from './table.tsx';

type BarsProps = {
  caption: string;
  /** What the labels name, and what is counted. */
  what: string;
  unit: string;
  rows: readonly { label: string; value: number; note?: string }[];
};

/** A table with a bar beside each count: the picture and the table are one, so they cannot say different things. */
export function Bars({ caption, what, unit, rows }: BarsProps) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <Table
      caption={caption}
      columns={[
        {
          label: what,
          cell: ({ label, note }) => (
            <>
              {label} {note && <small class="quiet">({note})</small>}
            </>
          ),
        },
        {
          label: unit,
          numeric: true,
          cell: ({ value }) => (
            <span class="bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" width="100" height="10" />
                <rect class="bar-fill" width={(100 * value) / most} height="10" />
              </svg>
              {value}
            </span>
          ),
        },
      ]}
      rows={rows}
    />
  );
}
