/** Why a file is not brought in. Rooms say it in words; `values` are names of parts, tables and spaces, nothing personal. */
export const faults = [
  'notZip',
  'foreign',
  'large',
  'many',
  'name',
  'damaged',
  'newer',
  'shared',
  'unknownTable',
  'rows',
  'journal',
  'head',
  'picture',
  'behind',
  'other',
  'taken',
  'counts',
] as const;
export type Fault = (typeof faults)[number];

export class CarryProblem extends Error {
  readonly fault: Fault;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(fault: Fault, values: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(`This partnership cannot be brought in: ${fault} ${JSON.stringify(values)}`, { cause });
    this.fault = fault;
    this.values = values;
  }
}
