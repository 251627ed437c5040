import { useWords } from './speaking.tsx';

/** "Step 2 of 3". Also useful as the `state` of an `Intro`. */
export function Steps({ n, of }: { n: number; of: number }) {
  const t = useWords();
  return <span class="steps">{t('step', { n, of })}</span>;
}
