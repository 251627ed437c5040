/**
 * The targets of each of the 17 Sustainable Development Goals: how many are numbered, and how many
 * have letters (means of implementation). 169 in all (UN resolution A/RES/70/1).
 */
const targets: readonly (readonly [numbered: number, lettered: number])[] = [
  [5, 2],
  [5, 3],
  [9, 4],
  [7, 3],
  [6, 3],
  [6, 2],
  [3, 2],
  [10, 2],
  [5, 3],
  [7, 3],
  [7, 3],
  [8, 3],
  [3, 2],
  [7, 3],
  [9, 3],
  [10, 2],
  [19, 0],
];

/** All codes of targets: 1.1 … 17.19, 1.a … 16.b. */
export const sdgTargets: readonly string[] = targets.flatMap(([numbered, lettered], index) => [
  ...Array.from({ length: numbered }, (_, n) => `${index + 1}.${n + 1}`),
  ...Array.from({ length: lettered }, (_, n) => `${index + 1}.${'abcd'[n]}`),
]);

export function isSdgTarget(code: string): boolean {
  return sdgTargets.includes(code);
}

/** The goal that a target belongs to: 1 … 17. */
export function sdgGoalOf(code: string): number {
  return Number(code.split('.')[0]);
}

/** Codes as people write them, with commas or spaces between: "12.3, 6.A". */
export function readCodes(typed: string): string[] {
  return [
    ...new Set(
      typed
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
}

/**
 * Circular strategies from the most to the least effective: the R-ladder R0 … R9 (Potting, Hekkert,
 * Worrell & Hanemaaijer 2017, PBL Netherlands).
 */
export const strategies = [
  'refuse',
  'rethink',
  'reduce',
  'reuse',
  'repair',
  'refurbish',
  'remanufacture',
  'repurpose',
  'recycle',
  'recover',
] as const;
export type Strategy = (typeof strategies)[number];
