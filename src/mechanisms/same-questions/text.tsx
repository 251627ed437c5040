import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Say } from '../../platform/i18n/words.ts';
import { ButtonLink } from '../../ui/button.tsx';
import type { FormState } from '../../ui/form-state.ts';
import { Line, Lines } from '../../ui/lines.tsx';
import { NextPanel } from '../../ui/next-panel.tsx';
import { Section } from '../../ui/section.tsx';
import { listDocumentsOfKind } from '../living-document/store.ts';
import { openSince } from '../sealed-round/rules.ts';
import { words } from './messages/index.ts';
import { type At, addressOf, type Room } from './room.ts';

type Key =
  | 'title'
  | 'lead'
  | 'answer.about'
  | 'compose'
  | 'compose.about'
  | 'compose.do'
  | 'form.told'
  | 'made'
  | 'made.do';

type OfText = Pick<Room<At>, 'kind' | 'address' | 'title' | 'lead' | 'answering' | 'around'>;

/** How a text is put together of open answers. */
type Composing<Own extends At, Input> = {
  room: Room<Own>;
  words: (locale: Locale) => Say<Key>;
  form: (at: Own) => z.ZodType<Input>;
  formPage: (given: { page: Page; at: Own; state: FormState | undefined }) => VNode;
  /** Begins the text; returns its id. */
  begin: (tx: Tx, at: Own, input: Input, locale: Locale) => Promise<string>;
};

/** The addresses at which a text is put together: for those who contribute, once the answers are open. */
export function textRoutes<Own extends At, Input>({
  room,
  words: own,
  form,
  formPage,
  begin,
}: Composing<Own, Input>): Route[] {
  async function load(page: Page, tx: Tx): Promise<Own> {
    const at = await room.door.load(tx, page.param('id'), page.param('round'));
    if (at.stage !== 'open') throw new NotFound();
    if (!at.inside.contributes) throw new Forbidden('those who contribute');
    return at;
  }

  async function show(page: Page, state?: FormState) {
    return formPage({ page, at: await page.read((tx) => load(page, tx)), state });
  }

  async function compose(page: Page): Promise<Response> {
    const t = own(page.locale);
    // Who may not gets no form back to correct.
    const at = await page.read((tx) => load(page, tx));
    return page.submit(form(at), {
      say: t,
      again: (state) => show(page, state),
      act: async (tx, input) => {
        const text = await begin(tx, await load(page, tx), input, page.locale);
        return { to: `/partnerships/${page.param('id')}/texts/${text}`, told: t('form.told') };
      },
    });
  }

  return [
    get(`${room.address}/text`, participants, async (page) => page.html(await show(page))),
    post(`${room.address}/text`, participants, compose),
  ];
}

/**
 * A room that makes one text of the answers, which all can agree to. `kind` is its kind of rounds and of texts, and the
 * last part of its address.
 */
export function ofText(kind: string, own: (locale: Locale) => Say<Key>): OfText {
  const room = { address: `/partnerships/:id/${kind}/:round` };
  return {
    ...room,
    kind,
    title: (locale) => own(locale)('title'),
    lead: (page) => own(page.locale)('lead'),
    answering: (locale) => own(locale)('answer.about'),
    around: async (page, tx, { inside, at }) => {
      const made = await listDocumentsOfKind(tx, inside.partnership.id, kind);
      const t = own(page.locale);
      const href = at?.stage === 'open' && inside.contributes && `${addressOf(room, at.round)}/text`;
      const isFirst = at && !made.some(({ begunAt }) => begunAt >= openSince(at.round));
      return {
        above:
          made.length > 0 ? (
            <Texts page={page} title={t('made')} space={inside.partnership.id} made={made} />
          ) : undefined,
        below: !href ? undefined : isFirst ? (
          <NextPanel
            for="all"
            title={t('compose')}
            action={<ButtonLink href={href}>{t('compose.do')}</ButtonLink>}
          >
            {t('compose.about')}
          </NextPanel>
        ) : (
          <p>
            <ButtonLink variant="secondary" href={href}>
              {t('made.do')}
            </ButtonLink>
          </p>
        ),
      };
    },
  };
}

type Made = { id: string; title: string; locale: Locale; begunAt: Date; agreedAt: Date | null };
type TextsProps = { page: Page; title: string; space: string; made: readonly Made[] };

/** What partners made of it: it stands before how they got there. */
function Texts({ page, title, space, made }: TextsProps) {
  const t = words(page.locale);
  return (
    <Section title={title}>
      <Lines label={title}>
        {made.map((one) => (
          <Line
            key={one.id}
            href={`/partnerships/${space}/texts/${one.id}`}
            title={one.title}
            {...(one.locale !== page.locale && { lang: one.locale })}
            facts={[
              one.agreedAt
                ? t('made.agreed', { day: page.day(one.agreedAt) })
                : t('made.begun', { day: page.day(one.begunAt) }),
            ]}
          />
        ))}
      </Lines>
    </Section>
  );
}
