import type { ComponentChildren } from 'preact';
import { useWords } from './speaking.tsx';

export type AnswerMark = { sign: string; kind: 'shared' | 'differs'; label: string };

/** Answers side by side. Its children are `AnswerCard`s. */
export function Answers({ children }: { children: ComponentChildren }) {
  return <ul class="answers">{children}</ul>;
}

export function AnswerCard({ head, children }: { head: ComponentChildren; children: ComponentChildren }) {
  return (
    <li class="answer">
      {head}
      {children}
    </li>
  );
}

/** 1, 2, 3 on a disc for what is shared; A, B, C on a square for what differs. */
export function MarkSign({ sign, kind }: Pick<AnswerMark, 'sign' | 'kind'>) {
  const t = useWords();
  return (
    <span class="mark-sign" data-kind={kind}>
      <span class="ds-sr-only">{t(`mark.${kind}`)} </span>
      {sign}
    </span>
  );
}

type MarkedTextProps = {
  pieces: readonly { text: string; marks: readonly AnswerMark[]; ends: readonly AnswerMark[] }[];
  lang?: string | undefined;
};

/** An answer with what is marked in it: underlined for shared, dashed for what differs, each with its sign behind it. */
export function MarkedText({ pieces, lang }: MarkedTextProps) {
  return (
    <p class="written" lang={lang}>
      {pieces.map(({ text, marks, ends }) => {
        const kind = marks.some((mark) => mark.kind === 'differs') ? 'differs' : 'shared';
        return (
          <>
            {marks.length > 0 ? (
              <span class="marked" data-kind={kind}>
                {text}
              </span>
            ) : (
              text
            )}
            {ends.map((mark) => (
              <>
                {' '}
                <MarkSign sign={mark.sign} kind={mark.kind} />
              </>
            ))}
          </>
        );
      })}
    </p>
  );
}
