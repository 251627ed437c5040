/** There is no such thing, or the caller may not know of it: the two look the same. */
export class NotFound extends Error {}

/** The caller may know of it, but not do this. */
export class Forbidden extends Error {}

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
  constructor(key: string, field = '', values?: Record<string, string | number | Date>) {
    super(key);
    this.key = key;
    this.field = field;
    this.values = values;
  }
}

/** The same form came a second time with other words in it. */
export class OtherBody extends Error {}
