import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useWords } from './speaking.tsx';

const icons = { info: 'info', success: 'tick', warning: 'warning', danger: 'stop' } as const;

export type Tone = keyof typeof icons;

type NoticeProps = {
  tone?: Tone;
  /** Read out as soon as it appears; only for what has just happened. */
  said?: boolean;
  children: ComponentChildren;
};

/** A few words that stand out: a word in front, a shape, then the colour. */
export function Notice({ tone = 'info', said, children }: NoticeProps) {
  const t = useWords();
  return (
    <div class="notice" data-tone={tone} role={said ? 'status' : undefined}>
      <Icon name={icons[tone]} label={t(`tone.${tone}`)} />
      <div class="notice-words">{children}</div>
    </div>
  );
}
