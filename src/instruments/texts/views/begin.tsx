import { guideOf } from '../../../guide/adapted.ts';
import type { ElementId } from '../../../guide/elements.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside as Partners } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import type { OpenedRound } from '../rounds.ts';
import { beginnings } from '../rules.ts';
import { textsPath } from './parts.tsx';

type Props = {
  page: Page;
  inside: Partners;
  round: OpenedRound | undefined;
  /** The step of the guide that the text is to belong to. */
  element: ElementId | undefined;
  form?: FormState;
};

/** What a text begins from: the five parts of a vision, headings of one's own, or what all answered in a round. */
export function BeginPage({ page, inside, round, element, form }: Props) {
  const t = words(page.locale);
  const { partnership } = inside;
  const offered = beginnings.filter((one) => (one === 'round' ? round : true));
  const title = t('begin.title');
  const path = textsPath(partnership.id);
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('begin.lead')} />
        <Draft
          name={`text-new-${partnership.id}${element ? `-${element}` : ''}`}
          reader={page.person?.id ?? ''}
        >
          <Form action={path} state={form}>
            {element && <input type="hidden" name="element" value={element} />}
            <Field
              name="title"
              label={t('form.title')}
              help={t('form.title.help')}
              value={round?.title ?? (element ? guideOf(page.city, page.locale).elements[element].name : '')}
            />
            <Radios
              name="from"
              label={t('begin.from')}
              options={offered.map((one) => ({
                value: one,
                label: t(`begin.from.${one}`),
                help: t(`begin.from.${one}.help`),
              }))}
              value={round ? 'round' : element && element !== 'vision' ? 'empty' : 'vision'}
            />
            <TextArea
              name="headings"
              label={t('begin.headings')}
              help={t('begin.headings.help')}
              rows={4}
              optional
            />
            {round && <input type="hidden" name="round" value={round.id} />}
            <SubmitRow>
              <Button>{t('begin.do')}</Button>
              <Link href={path}>{t('back')}</Link>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </Inside>
  );
}
