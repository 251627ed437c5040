import { listedParts } from '../platform/i18n/names.ts';
import { useLocale } from './speaking.tsx';

type LookedForProps = {
  /** What was looked for beside what was typed. */
  insteadOf: readonly { lookedFor: string }[];
  /** The sentence around these words. */
  say: (words: string) => string;
};

/** Says which words were looked for in place of misspelt ones. */
export function LookedFor({ insteadOf, say }: LookedForProps) {
  const locale = useLocale();
  if (insteadOf.length === 0) return null;
  const list = insteadOf.map(({ lookedFor }) => lookedFor);
  const parts = listedParts(list, locale);
  const place = '\u0001';
  const [before, after] = say(place).split(place);
  return (
    <>
      {before}
      {parts.map((part) => (part.type === 'element' ? <strong>{part.value}</strong> : part.value))}
      {after}
    </>
  );
}
