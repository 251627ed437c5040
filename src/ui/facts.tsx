import type { ComponentChildren } from 'preact';

export type Fact = {
  term: ComponentChildren;
  value: ComponentChildren;
  /** A figure that is looked for: shown large, above its words. */
  large?: boolean;
};

/** Terms and what they are. Facts without a value are left out. */
export function Facts({
  facts,
  across,
}: {
  facts: readonly (Fact | false | null | undefined)[];
  across?: boolean;
}) {
  return (
    <dl class="facts" data-across={across ? '' : undefined}>
      {facts.map(
        (fact) =>
          fact &&
          fact.value !== undefined &&
          fact.value !== null &&
          fact.value !== '' && (
            <div class={fact.large ? 'fact-large' : undefined}>
              <dt>{fact.term}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
