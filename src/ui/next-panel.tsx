import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Heading } from './heading.tsx';
import { useWords } from './speaking.tsx';

type NextPanelProps = {
  title: ComponentChildren;
  /** `you`: it waits for this reader (marigold). `all`: anyone may do it (petrol). */
  for?: 'you' | 'all';
  /** The tag on the panel's edge; "Your turn" when it is for you. */
  tag?: string;
  /** The one filled button of the page and what stands beside it. */
  action?: ComponentChildren;
  /** How long it takes, what is kept. */
  note?: ComponentChildren;
  level?: 2 | 3;
  children?: ComponentChildren;
};

/** What to do next: what, why, by when, how long, one filled button. One on a page. */
export function NextPanel(props: NextPanelProps) {
  const t = useWords();
  const id = useId();
  const whose = props.for ?? 'you';
  const tag = props.tag ?? (whose === 'you' ? t('yourTurn') : undefined);
  return (
    <section class="next" data-for={whose} aria-labelledby={id}>
      {tag && <p class="turn">{tag}</p>}
      <Heading level={props.level ?? 2} size="sm" id={id}>
        {props.title}
      </Heading>
      {typeof props.children === 'string' ? <p class="text">{props.children}</p> : props.children}
      {(props.action || props.note) && (
        <div class="row next-action">
          {props.action}
          {props.note && <span class="quiet small">{props.note}</span>}
        </div>
      )}
    </section>
  );
}
