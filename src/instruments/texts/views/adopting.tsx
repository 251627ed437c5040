import { stageOf } from '../../../mechanisms/adoption/rules.ts';
import type { AskedAbout } from '../../../mechanisms/adoption/store.ts';
import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import { type Block, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { mayWrite } from '../access.ts';
import { askedAbout, canBeKept, isByWords, toPut } from '../actions/adopting.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { LeaveOut, TextFrame, textPath, titleOf } from './parts.tsx';
import { Said } from './said.tsx';

type Props = { page: Page; text: Text };

/** What partners said to the last words of a section, and what came of it where all were asked in a decision. */
export function SaidOrAsked({ page, text, block }: Props & { block: Block }) {
  const last = askedAbout(text, block);
  return (
    <>
      {last && <AskedLine page={page} text={text} asked={last} about={titleOf(block, page)} />}
      {(isByWords(text) || block.said.length > 0) && <Said page={page} text={text} block={block} />}
    </>
  );
}

/** Where the decision about something stands, and the way to it. */
function AskedLine({ page, text, asked, about }: Props & { asked: AskedAbout; about: string }) {
  const t = words(page.locale);
  return (
    <p class="small">
      {t(`asked.${stageOf(asked, page.now)}`, { at: page.moment(asked.dueAt), day: page.day(asked.dueAt) })}{' '}
      <Link href={`/partnerships/${text.inside.partnership.id}/decisions/${asked.decision}`}>
        {t('asked.read')}
        <span class="ds-sr-only">: {about}</span>
      </Link>
    </p>
  );
}

/** What of a text can be put to all partners, under which terms, and what is being decided of it. */
export function PutPage({ page, text, form }: Props & { form?: FormState }) {
  const t = words(page.locale);
  const { terms, inside, joined } = text;
  const open = toPut(text);
  const keeps = canBeKept(text, page.now);
  const decides = !isByWords(text) && mayWrite(inside);
  const going = text.asked.filter((one) => stageOf(one, page.now) === 'going');
  const how = `/partnerships/${inside.partnership.id}/adoptions`;
  const heads = Math.min(terms.quorum, joined.length);
  return (
    <TextFrame page={page} text={text} title={t('put.title')} {...(form && { errors: form.errors })}>
      <Stack gap="12">
        <Intro title={t('put.title')} lead={t(isByWords(text) ? 'put.lead.by-words' : 'put.lead')} />
        <Stack gap="2">
          {terms.process && (
            <p class="text">
              <strong>{said(page.locale)(`${terms.process.key}.name` as 'consent.name')}.</strong>{' '}
              {said(page.locale)(`${terms.process.key}.about` as 'consent.about')}{' '}
              {t('put.terms', { days: terms.days, n: heads, of: joined.length })}
            </p>
          )}
          <Row>
            {isByWords(text) && <Link href={`${textPath(text)}/answers`}>{t('aside.answers')}</Link>}
            <Link href={how}>{t('put.how')}</Link>
            {mayWrite(inside) && <Link href={`${how}/new?text=${text.document.id}`}>{t('put.other')}</Link>}
          </Row>
        </Stack>
        {going.length > 0 && (
          <Section title={t('put.going')} gap="2">
            {going.map((one) => {
              const block = text.standing.blocks.find(({ id }) => id === one.block);
              const about = block ? titleOf(block, page) : text.document.title;
              return (
                <div key={one.id}>
                  <p lang={page.langOf(text.document.locale)}>{about}</p>
                  <AskedLine page={page} text={text} asked={one} about={about} />
                </div>
              );
            })}
          </Section>
        )}
        {decides && keeps && (
          <Section title={t('put.keep')}>
            <p class="text">{t('put.keep.about')}</p>
            <Form action={`${textPath(text)}/adoption`}>
              <input type="hidden" name="keeps" value="yes" />
              <Button variant={open.length > 0 ? 'secondary' : 'primary'}>{t('put.keep.do')}</Button>
            </Form>
          </Section>
        )}
        {decides && open.length > 0 && <Sections page={page} text={text} open={open} form={form} />}
        {decides && !keeps && open.length + going.length === 0 && (
          <Empty title={t('put.none')}>{t('put.none.next')}</Empty>
        )}
      </Stack>
    </TextFrame>
  );
}

type SectionsProps = Props & { open: readonly Block[]; form: FormState | undefined };

/** The sections that are not agreed as they stand; all of them are put to all unless some are left for later. */
function Sections({ page, text, open, form }: SectionsProps) {
  const t = words(page.locale);
  const lang = page.langOf(text.document.locale);
  return (
    <Section title={t('put.sections')} gap="6">
      {open.map((block) => (
        <Section
          key={block.id}
          level={3}
          size="xs"
          title={<span lang={lang}>{titleOf(block, page)}</span>}
          gap="2"
        >
          {isToLeaveOut(block) ? (
            <LeaveOut page={page} text={text} block={block} />
          ) : block.agreed ? (
            <Differences parts={differences(block.agreed.text, block.latest!.text)} lang={lang} />
          ) : (
            <p class="text written" lang={lang}>
              {block.latest!.text}
            </p>
          )}
          <SaidOrAsked page={page} text={text} block={block} />
        </Section>
      ))}
      <Form action={`${textPath(text)}/adoption`} state={form}>
        <Checkboxes
          name="sections"
          label={t('put.which')}
          chosen={open.map(({ id }) => id)}
          options={open.map((block) => ({ value: block.id, label: titleOf(block, page), lang }))}
        />
        <SubmitRow cancel={textPath(text)} note={t('put.note')}>
          <Button>{t('put.do')}</Button>
        </SubmitRow>
      </Form>
    </Section>
  );
}
