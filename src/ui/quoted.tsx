import type { Said } from '../platform/i18n/locale.ts';
import { useLocale } from './speaking.tsx';

/** A sentence in which stands what somebody wrote, maybe in another language than the page. */
export function Quoted({ sentence, said }: { sentence: string; said?: Said | undefined }) {
  const locale = useLocale();
  const at = said?.lang && said.text && said.lang !== locale ? sentence.indexOf(said.text) : -1;
  if (!said || at < 0) return <>{sentence}</>;
  return (
    <>
      {sentence.slice(0, at)}
      <span lang={said.lang}>{said.text}</span>
      {sentence.slice(at + said.text.length)}
    </>
  );
}
