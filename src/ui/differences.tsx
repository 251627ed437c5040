import { useWords } from './speaking.tsx';

type DifferencesProps = {
  /** The pieces of a text beside an earlier one, in their order. */
  parts: readonly { kind: 'same' | 'added' | 'removed'; text: string }[];
  /** The language it is written in, where that is not the language of the page. */
  lang?: string | undefined;
};

/** A text with what changed in it: new words underlined, old ones struck out, and both said to who only hears it. */
export function Differences({ parts, lang }: DifferencesProps) {
  const t = useWords();
  if (parts.every(({ kind }) => kind === 'same')) {
    return (
      <div class="differences">
        <p lang={lang}>{parts.map(({ text }) => text)}</p>
        <p class="small quiet">{t('differences.none')}</p>
      </div>
    );
  }
  return (
    <div class="differences">
      <p lang={lang}>
        {parts.map(({ kind, text }) => {
          if (kind === 'same') return text;
          const Piece = kind === 'added' ? 'ins' : 'del';
          return (
            <Piece>
              <span class="ds-sr-only">{t(`differences.${kind}`)} </span>
              {text}
              <span class="ds-sr-only"> {t('differences.end')}</span>
            </Piece>
          );
        })}
      </p>
    </div>
  );
}
