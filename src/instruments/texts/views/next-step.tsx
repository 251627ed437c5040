import type { Block } from '../../../mechanisms/living-document/standing.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { askedIn, blockPath, textPath, titleOf } from './parts.tsx';

/** The next thing for this reader, if there is one. */
export type Next =
  | { do: 'answer'; n: number }
  | { do: 'revisit' }
  | { do: 'keep' }
  | { do: 'put'; n: number }
  | { do: 'write'; block: Block }
  | { do: 'record'; partner: { id: string; name: string } };

export function NextStep({ page, text, next }: { page: Page; text: Text; next: Next }) {
  const t = words(page.locale);
  const path = textPath(text);
  switch (next.do) {
    case 'answer':
      return (
        <NextPanel
          title={t('next.answer')}
          action={<ButtonLink href={`${path}/answers`}>{t('next.answer.do')}</ButtonLink>}
        >
          {t('next.answer.why', { n: next.n })}
        </NextPanel>
      );
    case 'revisit':
      return (
        <NextPanel
          title={t('next.revisit')}
          action={<ButtonLink href={`${path}/frame`}>{t('next.revisit.do')}</ButtonLink>}
        >
          {t('next.revisit.why')}
        </NextPanel>
      );
    case 'keep':
      return (
        <NextPanel
          title={t('next.revisit')}
          action={<ButtonLink href={`${path}/adoption`}>{t('next.keep.do')}</ButtonLink>}
        >
          {t('next.keep.why')}
        </NextPanel>
      );
    case 'put':
      return (
        <NextPanel
          title={t('next.put')}
          for="all"
          tag={t('next.write.tag')}
          action={<ButtonLink href={`${path}/adoption`}>{t('next.put.do')}</ButtonLink>}
        >
          {t('next.put.why', { n: next.n })}
        </NextPanel>
      );
    case 'record':
      return (
        <NextPanel
          title={t('next.record', { partner: next.partner.name })}
          action={
            <ButtonLink href={`${path}/answers?partner=${next.partner.id}`}>{t('next.record.do')}</ButtonLink>
          }
        >
          {t('next.record.why')}
        </NextPanel>
      );
    case 'write':
      return (
        <NextPanel
          title={t('next.write', { heading: titleOf(next.block, page) })}
          for="all"
          tag={t('next.write.tag')}
          action={<ButtonLink href={`${blockPath(text, next.block)}/edit`}>{t('next.write.do')}</ButtonLink>}
        >
          {askedIn(next.block) || t('next.write.why')}
        </NextPanel>
      );
  }
}
