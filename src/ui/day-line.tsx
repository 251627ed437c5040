export type DayMark = {
  /** From 0, the first day shown, to 1, the last. */
  at: number;
  /** 0 on the line, 1 above it, and so on. */
  level: number;
  /** What it is called in the table beside. */
  sign: string;
  state: 'open' | 'late' | 'done' | 'off';
};

const width = 320;
const edge = 14;
const step = 22;
const radius = 9;

/**
 * Days on a line, each with the number by which the table beside it names it. `today` is where we are. Who does not
 * see it has the table: the picture says nothing that is not in it.
 */
export function DayLine({
  marks,
  today,
  label,
}: {
  marks: readonly DayMark[];
  today: number;
  label: string;
}) {
  const levels = Math.max(0, ...marks.map(({ level }) => level));
  const line = edge + levels * step;
  const height = line + 28;
  const x = (at: number) => Math.round((edge + at * (width - 2 * edge)) * 10) / 10;
  const anchor = today < 0.15 ? 'start' : today > 0.85 ? 'end' : 'middle';
  return (
    <svg class="chart day-line" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path class="day-line-way" d={`M${edge} ${line}H${width - edge}`} />
      <path class="day-line-walked" d={`M${edge} ${line}H${x(today)}`} />
      <path class="day-line-today" d={`M${x(today)} ${line - 6}v12`} />
      <text class="day-line-word" x={x(today)} y={line + 22} text-anchor={anchor}>
        {label}
      </text>
      {marks.map(({ at, level, sign, state }) => (
        <g key={sign} class="day-line-mark" data-state={state}>
          {level > 0 && <path d={`M${x(at)} ${line}V${line - level * step + radius}`} />}
          <circle cx={x(at)} cy={line - level * step} r={radius} />
          <text x={x(at)} y={line - level * step + 3.5} text-anchor="middle">
            {sign}
          </text>
        </g>
      ))}
    </svg>
  );
}
