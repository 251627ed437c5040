import { isCalledFor } from '../../../mechanisms/living-document/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { maySetFrame, mayWrite } from '../access.ts';
import { isByWords } from '../actions/adopting.ts';
import { isEvent, type Occasions, typedNoticed } from '../actions/occasions.ts';
import { inTalks, type Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { signature, textPath } from './parts.tsx';

type Props = Pick<Occasions, 'occasions'> & { page: Page; text: Text };

/** When and why a text is looked at again, and what else there is of it. */
export function Aside({ page, text, occasions }: Props) {
  const t = words(page.locale);
  const { document, standing, inside } = text;
  const path = textPath(text);
  const written = standing.blocks.some(({ latest }) => latest);
  const edition = standing.editions.at(-1);
  return (
    <>
      <Section title={t('aside.again')} ruled gap="2">
        <p>
          {document.revisitOn
            ? t('aside.again.on', { day: page.day(document.revisitOn) })
            : t('aside.again.open')}
        </p>
        {document.revisitReason && (
          <p class="small quiet written">
            <Quoted
              sentence={t('aside.again.earlier', { reason: document.revisitReason })}
              said={{ text: document.revisitReason, lang: document.locale }}
            />
          </p>
        )}
        <For page={page} text={text} occasions={occasions} />
        {maySetFrame(page.scope, inside) && (
          <p class="small on-screen">
            <Link href={`${path}/frame`}>{t('aside.frame')}</Link>
          </p>
        )}
      </Section>
      <div class="on-screen">
        <Section title={t('aside.more')} ruled gap="2">
          <ul>
            {written && isByWords(text) && (
              <li>
                <Link href={`${path}/answers`}>{t('aside.answers')}</Link>
              </li>
            )}
            <li>
              <Link href={`${path}/adoption`}>{t('aside.adoption')}</Link>
            </li>
            {edition && inTalks(text).length > 0 && (
              <li>
                <Link href={`${path}/compare`}>{t('aside.compare')}</Link>
              </li>
            )}
            {mayWrite(inside) && (
              <li>
                <Link href={`${path}/blocks/new`}>{t('aside.add')}</Link>
              </li>
            )}
            {written && (
              <li>
                <Link href={`${path}/sheet`}>{t('aside.sheet')}</Link>
              </li>
            )}
          </ul>
        </Section>
      </div>
    </>
  );
}

/** What has come that the text is to be looked at again for; nothing where only its day has. */
export function WhatCame({ page, text, happenings }: { page: Page; text: Text } & Occasions) {
  const t = words(page.locale);
  const { reasons } = text.standing;
  if (!isCalledFor(reasons)) return null;
  return (
    <Notice>
      <ul>
        {happenings
          .filter(({ counts }) => counts)
          .map((one) => (
            <li key={one.id}>
              <strong lang={page.langOf(one.locale)}>{one.event}</strong>:{' '}
              <span lang={page.langOf(one.locale)}>{one.text}</span>{' '}
              <span class="small quiet">
                ({t('happened.by', { by: signature(text, one, page), day: page.day(one.at) })})
              </span>
            </li>
          ))}
        {reasons.joined > 0 && <li>{t('came.joined', { n: reasons.joined })}</li>}
        {reasons.gone > 0 && <li>{t('came.gone', { n: reasons.gone })}</li>}
      </ul>
    </Notice>
  );
}

/** What else than its day it is looked at again for, and the way to say that it has come. */
function For({ page, text, occasions }: Props) {
  const t = words(page.locale);
  const noticed = typedNoticed(occasions);
  const events = occasions.filter(isEvent);
  const says = events.length > 0 && mayWrite(text.inside) && text.standing.editions.length > 0;
  return (
    <>
      {(events.length > 0 || noticed.joined || noticed.left) && (
        <>
          <p>{t('aside.occasions')}</p>
          <ul>
            {events.map(({ id, event, locale }) => (
              <li key={id} lang={page.langOf(locale)}>
                {event}
              </li>
            ))}
            {noticed.joined && <li>{t('noticed.joined')}</li>}
            {noticed.left && <li>{t('noticed.left')}</li>}
          </ul>
        </>
      )}
      {(says || maySetFrame(page.scope, text.inside)) && (
        <p class="small on-screen">
          <Link href={`${textPath(text)}/occasions`}>
            {t(says ? 'aside.happened' : 'aside.occasions.set')}
          </Link>
        </p>
      )}
    </>
  );
}
