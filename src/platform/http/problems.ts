/** There is no such thing, or the caller may not know of it: the two look the same. */
export class NotFound extends Error {}

/** The caller may know of it, but not do this. */
export class Forbidden extends Error {}

/** Whoever proves to be its owner finds their account closed. */
export class ClosedAccount extends Error {}

/** Too many attempts; `seconds` says when the next may come. */
export class TooMany extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('Too many attempts');
    this.seconds = seconds;
  }
}

/**
 * A rule of the instrument says no. The page is shown again with what was typed; `key` is a message of
 * the room, `field` the input it belongs to (without one it is about the form as a whole).
 */
export class Refusal extends Error {
  readonly key: string;
  readonly field: string;
  readonly values: Record<string, string | number | Date> | undefined;
  /** What else is wrong with the same form: all of it is said at once. */
  readonly also: readonly Refusal[];
  constructor(
    key: string,
    field = '',
    values?: Record<string, string | number | Date>,
    also: readonly Refusal[] = [],
  ) {
    super(key);
    this.key = key;
    this.field = field;
    this.values = values;
    this.also = also;
  }
}

/** Says all that is wrong with a form at once; nothing where nothing is. */
export function refuseAll([first, ...also]: readonly Refusal[]): void {
  if (first) throw new Refusal(first.key, first.field, first.values, also);
}

/** The same form came a second time with other words in it. */
export class OtherBody extends Error {}
