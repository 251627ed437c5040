import type { Page } from '../../../platform/http/page.ts';
import { Draft } from '../../../ui/draft.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';
import { type Kind, kinds } from '../rules.ts';
import { BenefitForm } from './form.tsx';

type Props = {
  page: Page;
  inside: Inside;
  owners: Owners;
  /** Undefined until one is picked. */
  kind: Kind | undefined;
  state: FormState | undefined;
};

/** First what kind of gain it is, then the form, begun with a sentence of that kind. */
export function NewPage({ page, inside, owners, kind, state }: Props) {
  const t = words(page.locale);
  const home = `/partnerships/${inside.partnership.id}/benefits`;
  const title = t(kind ? `of.${kind}` : 'new.pick');
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: home, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} {...(!kind && { lead: t('new.pick.about') })} />
        {kind ? (
          <Draft name={`benefit-${inside.partnership.id}-${kind}`} reader={page.person?.id ?? ''}>
            <BenefitForm
              page={page}
              action={home}
              owners={owners}
              state={state}
              button={t('add')}
              cancel={home}
              begins={{ kind, claim: kind === 'own' ? '' : t(`of.${kind}.claim`) }}
            />
          </Draft>
        ) : (
          <Lines label={title}>
            {kinds.map((one) => (
              <Line key={one} href={`${home}/new?of=${one}`} title={t(`of.${one}`)} level={2}>
                {one === 'own' ? '' : t(`of.${one}.claim`)}
              </Line>
            ))}
          </Lines>
        )}
      </Stack>
    </InsidePage>
  );
}
