import type { ComponentChildren } from 'preact';

/** Something with a sign, at a place from 1 to 5 in both directions. */
type MapDot = { sign: string; across: number; up: number };

type FieldMapProps = {
  /** What the picture shows, in a sentence. */
  label: string;
  across: string;
  up: string;
  /** Names of the fields: little and much across, above first. */
  fields: readonly [aboveLittle: string, aboveMuch: string, belowLittle: string, belowMuch: string];
  dots: readonly MapDot[];
  /** The same as a table. */
  children: ComponentChildren;
};

/** Sizes in the picture's own units: a square of 4 steps, with half a step around it. */
const step = 62;
const left = 26;
const side = step * 5;
/** Between little and much: 3 counts as much, and a median moves by halves. */
const border = 2.75;
/** More signs at one place are counted, not written out. */
const mostSigns = 3;

/** A map of four fields with numbered dots, and the table that says the same. */
export function FieldMap({ label, across, up, fields, dots, children }: FieldMapProps) {
  const x = (value: number) => left + (value - 0.5) * step;
  const y = (value: number) => side - (value - 0.5) * step;
  const places = Map.groupBy(dots, (dot) => `${dot.across} ${dot.up}`);
  const names = [
    { text: fields[0], x: left + 8, y: 20 },
    { text: fields[1], x: left + side - 8, y: 20, end: true },
    { text: fields[2], x: left + 8, y: side - 10 },
    { text: fields[3], x: left + side - 8, y: side - 10, end: true },
  ];
  return (
    <figure class="field-map">
      <svg class="chart" viewBox={`0 0 ${left + side + 2} ${side + 26}`} role="img" aria-label={label}>
        <rect class="field-map-much" x={x(border)} y={0} width={left + side - x(border)} height={y(border)} />
        <rect class="field-map-frame" x={left} y={1} width={side} height={side - 1} />
        <path class="field-map-cross" d={`M${x(border)} 1V${side}M${left} ${y(border)}H${left + side}`} />
        {names.map(({ text, end, ...at }) => (
          <text key={text} class="field-map-name" {...at} text-anchor={end ? 'end' : undefined}>
            {text}
          </text>
        ))}
        <text class="field-map-axis" x={left + side} y={side + 19} text-anchor="end">
          {across} →
        </text>
        <text class="field-map-axis" transform={`translate(17 1) rotate(-90)`} text-anchor="end">
          {up} →
        </text>
        {[...places.values()].map((here) => {
          const [{ across: a, up: u }] = here as [MapDot];
          const words =
            here.length > mostSigns ? `${here.length} ×` : here.map(({ sign }) => sign).join(', ');
          const width = Math.max(24, 12 + words.length * 8);
          return (
            <g key={words}>
              <rect
                class="field-map-dot"
                x={x(a) - width / 2}
                y={y(u) - 12}
                width={width}
                height={24}
                rx={12}
              />
              <text class="field-map-sign" x={x(a)} y={y(u) + 5} text-anchor="middle">
                {words}
              </text>
            </g>
          );
        })}
      </svg>
      {children}
    </figure>
  );
}
