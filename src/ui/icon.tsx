import type { ComponentChildren } from 'preact';

const shapes = {
  search: ['c10.5 10.5 6', 'm15 15 5 5'],
  clock: ['c12 12 8.5', 'M12 7.5V12l3 2'],
  globe: ['c12 12 8.5', 'M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17'],
  person: ['c12 8 3.5', 'M5 20c.5-4 3.5-6 7-6s6.5 2 7 6'],
  people: [
    'c9 8.5 3',
    'M3 19c.4-3.4 2.8-5.2 6-5.2s5.6 1.8 6 5.2',
    'M15.5 5.8a3 3 0 0 1 0 5.4M17.5 14.3c2 .7 3.2 2.3 3.5 4.7',
  ],
  eye: ['M2.5 12S6 6 12 6s9.5 6 9.5 6S18 18 12 18 2.5 12 2.5 12z', 'c12 12 2.5'],
  arrow: ['M4 12h15m-6-6 6 6-6 6'],
  back: ['M20 12H5m6-6-6 6 6 6'],
  forward: ['M4 17v-3a5 5 0 0 1 5-5h10m-5-5 5 5-5 5'],
  down: ['m6 9.5 6 6 6-6'],
  cross: ['M6 6l12 12M18 6 6 18'],
  tick: ['m5 12.5 4.5 4.5L19 7.5'],
  plus: ['M12 5v14M5 12h14'],
  hand: [
    'M8 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-3.5a1.5 1.5 0 0 1 3 0V14a6 6 0 0 1-6 6c-3 0-4-1.5-6.5-5.5a1.5 1.5 0 0 1 2.5-1.5L8 14.5',
  ],
  lock: [
    'M7 10.5h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2z',
    'M8 10.5V8a4 4 0 0 1 8 0v2.5',
  ],
  letter: [
    'M5 6h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 18H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 6z',
    'm4 7.5 8 6 8-6',
  ],
  phone: [
    'M8.5 4.5 6 5c-1 .2-1.5 1-1.4 2C5.5 13.5 10.5 18.5 17 19.4c1 .1 1.8-.4 2-1.4l.5-2.5-4-2-1.8 1.8a12 12 0 0 1-5-5L10.5 8.5z',
  ],
  place: ['M12 20.5c4-4.5 6-7.6 6-10.3A6 6 0 0 0 6 10.2c0 2.7 2 5.8 6 10.3z', 'c12 10 2'],
  calendar: ['M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4'],
  pen: ['m5 19 1-4L16 5l3 3L9 18z', 'm14 7 3 3'],
  bell: ['M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4'],
  file: ['M7 3.5h7l4 4v13H7z', 'M13.5 4v4.5H18'],
  print: ['M7 9V4h10v5M7 17H4.5v-6A1.5 1.5 0 0 1 6 9.5h12a1.5 1.5 0 0 1 1.5 1.5v6H17M7 14.5h10V20H7z'],
  flag: ['M6 21V4h11l-2 4 2 4H6'],
  info: ['c12 12 8.5', 'M12 11v5.5M12 7.5v.2'],
  warning: ['M12 4 21 19.5H3z', 'M12 10v4.5M12 17v.2'],
  stop: ['M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z', 'M12 8v5M12 16v.2'],
  link: [
    'M10 14a4 4 0 0 0 5.7 0l2.8-2.8a4 4 0 0 0-5.7-5.7L11.5 6.8',
    'M14 10a4 4 0 0 0-5.7 0l-2.8 2.8a4 4 0 0 0 5.7 5.7l1.3-1.3',
  ],
} satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof shapes;

/** These point along the line of reading, so they turn with it. */
const turning = new Set<IconName>(['arrow', 'back', 'forward']);

export function Icon({ name, label }: { name: IconName; label?: string }) {
  const look = turning.has(name) ? 'icon icon-turning' : 'icon';
  const drawn = shapes[name].map((shape) => draw(shape));
  return label ? (
    <svg class={look} viewBox="0 0 24 24" role="img" aria-label={label}>
      {drawn}
    </svg>
  ) : (
    <svg class={look} viewBox="0 0 24 24" aria-hidden="true">
      {drawn}
    </svg>
  );
}

/** A shape is a path, or a circle written `c` + centre + radius. */
function draw(shape: string): ComponentChildren {
  if (!shape.startsWith('c')) return <path d={shape} />;
  const [cx, cy, r] = shape.slice(1).split(' ');
  return <circle cx={cx} cy={cy} r={r} />;
}
