import { NextWord, Proposed } from '../../../mechanisms/consent/views/proposed.tsx';
import { AskingAll, goingWords } from '../../../mechanisms/sealed-round/asking-all/views.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { mayEnd, mayThank } from '../access.ts';
import { type MovingOn, theEnd } from '../actions.ts';
import { words } from '../messages/index.ts';
import { pathOf } from './parts.tsx';

export type View = {
  page: Page;
  at: MovingOn;
  sent?: { form: 'round' | 'proposal' | 'other'; state: FormState } | undefined;
};

/** The way to a good end, in its order. */
export function MovingOnPage(view: View) {
  const { page, at, sent } = view;
  const t = words(page.locale);
  const { partnership } = at.inside;
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={partnership}
      {...(sent && { errors: sent.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Next {...view} />
        <HowItGoesOn {...view} />
        <Section title={t('items')}>
          <p class="text">{t('items.about')}</p>
          <Lines label={t('items')}>
            <Line
              href={`${pathOf(partnership.id)}/items`}
              title={t('items.link')}
              facts={[
                at.states.length === 0
                  ? t('items.none')
                  : t('items.facts', {
                      n: at.states.filter((one) => one === 'settled').length,
                      of: at.states.length,
                      open: at.states.filter((one) => one === 'open').length,
                    }),
              ]}
            />
          </Lines>
        </Section>
        <Learnt {...view} />
        <Thanked {...view} />
        <Ending {...view} />
      </Stack>
    </InsidePage>
  );
}

/** The next thing that only this reader can do. */
function Next({ page, at }: View) {
  const t = words(page.locale);
  const { voice, round, inside } = at;
  const asked = round?.asked.find(({ partner }) => partner === voice?.partner.id);
  const { id } = inside.partnership;
  if (voice && round && !round.open && asked && !asked.sealedAt)
    return (
      <NextPanel
        title={t('next.learnt', { partner: voice.partner.name })}
        action={<ButtonLink href={`/partnerships/${id}/rounds/${round.id}`}>{t('learnt.answer')}</ButtonLink>}
      >
        {t('next.learnt.about')}
      </NextPanel>
    );
  return (
    <NextWord page={page} room={theEnd} at={at}>
      {t('next.word.about')}
    </NextWord>
  );
}

/** Going on elsewhere or closing; and where one partner alone goes who wants to leave. */
function HowItGoesOn({ page, at, sent }: View) {
  const t = words(page.locale);
  const { voice, agreed, inside } = at;
  const summary = t(agreed ? 'propose.again' : 'propose');
  return (
    <Proposed page={page} room={theEnd} at={at} summary={summary} again={sent}>
      {voice && !voice.recorded && (
        <p class="text on-screen">
          {t('leave')}{' '}
          <Link href={`/partnerships/${inside.partnership.id}/partners/${voice.partner.id}`}>
            {t('leave.link', { partner: voice.partner.name })}
          </Link>
        </p>
      )}
    </Proposed>
  );
}

/** The last round, and the text that its answers become. */
function Learnt(view: View) {
  const { page, at } = view;
  const t = words(page.locale);
  const { round, learnt, inside } = at;
  const base = `/partnerships/${inside.partnership.id}`;
  return (
    <Section title={t('learnt')}>
      {!round && <p class="text">{t('learnt.about')}</p>}
      {learnt.length > 0 && (
        <Lines label={t('learnt')}>
          {learnt.map((one) => (
            <Line
              key={one.id}
              href={`${base}/texts/${one.id}`}
              title={one.title}
              lang={page.langOf(one.locale)}
              facts={[one.agreedAt ? t('text.agreed', { day: page.day(one.agreedAt) }) : t('text.open')]}
            />
          ))}
        </Lines>
      )}
      {round && (
        <p class="text">
          {round.open ? t('learnt.open') : goingWords(page, round)}{' '}
          <Link href={`${base}/rounds/${round.id}`}>{t('learnt.look')}</Link>
        </p>
      )}
      {inside.contributes && round?.open && (
        <Form action={`${pathOf(inside.partnership.id)}/text`}>
          <Button variant="secondary">{t(learnt.length > 0 ? 'text.again' : 'text.do')}</Button>
        </Form>
      )}
      {inside.contributes && !round && (
        <AskingAll
          page={page}
          home={pathOf(inside.partnership.id)}
          joined={at.joined.length}
          summary={t('learnt.ask')}
          note={t('learnt.note')}
          again={view.sent}
        />
      )}
    </Section>
  );
}

function Thanked({ page, at }: View) {
  const t = words(page.locale);
  const { inside, thanks } = at;
  const may = mayThank(inside);
  if (thanks.length === 0 && !may) return null;
  return (
    <Section title={t('thanks')}>
      {thanks.length === 0 && <p class="text">{t('thanks.about')}</p>}
      {thanks.map((one) => (
        <Quote
          key={`${one.from} ${one.to}`}
          by={t('thanks.by', { from: one.fromName || t('the-facilitators'), to: one.toName })}
          lang={page.langOf(one.locale)}
        >
          {one.text}
        </Quote>
      ))}
      {may && (
        <p class="on-screen">
          <ButtonLink variant="secondary" href={`${pathOf(inside.partnership.id)}/thanks`}>
            {t('thanks.link')}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function Ending({ page, at }: View) {
  const t = words(page.locale);
  const { inside, open } = at;
  const { id, endedAt } = inside.partnership;
  if (endedAt)
    return (
      <Section title={t('ending')}>
        <p class="text">
          {t('ended', { day: page.day(endedAt) })}{' '}
          <Link href={`/partnerships/${id}`}>{t('archive.link')}</Link>
        </p>
      </Section>
    );
  return (
    <Section title={t('ending')}>
      <p class="text">{t('ending.about')}</p>
      {open.length > 0 && (
        <ul>
          {open.map(({ key, n }) => (
            <li key={key}>{t(`open.${key}`, { n })}</li>
          ))}
        </ul>
      )}
      {open.length === 0 && <p class="text">{t('open.nothing')}</p>}
      {mayEnd(inside) && (
        <p class="on-screen">
          <ButtonLink variant="secondary" href={`${pathOf(id)}/ending`}>
            {t('ending.link')}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}
