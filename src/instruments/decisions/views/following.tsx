import type { Told } from '../../../mechanisms/decision/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { readersOf } from '../reading.ts';
import { pathOf, whoWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView };

/** Who does what by when because of it: to-dos, each with the way to the list in which it stands. */
export function Steps({ page, at, level }: Props & { level: 2 | 3 }) {
  const t = words(page.locale);
  const { partnership, contributes } = at.inside;
  const list = `/partnerships/${partnership.id}/to-dos`;
  return (
    <Section title={t('steps')} level={level}>
      <Lines label={t('steps')}>
        {at.steps.map((one) => (
          <Line
            key={one.id}
            level={level === 2 ? 3 : 4}
            href={contributes ? `${list}/${one.id}` : list}
            title={one.text}
            lang={page.langOf(partnership.locale)}
            facts={[
              one.person ?? one.partner ?? t('steps.nobody'),
              t('steps.by', { day: page.day(one.due) }),
              one.doneAt && (
                <State key="state" state="done">
                  {t('steps.done')}
                </State>
              ),
            ]}
          />
        ))}
      </Lines>
    </Section>
  );
}

/** How many have read what was written down last; behind it, who. */
export function Readers({ page, at }: Props) {
  const t = words(page.locale);
  const { inside, decision, statements, voice } = at;
  if (statements.length === 0) return null;
  const readers = readersOf(at);
  const n = readers.filter(({ read }) => read).length;
  const path = `${pathOf(inside.partnership.id)}/${decision.id}/reading`;
  return (
    <div class="stack" data-gap="2">
      <p class="text">{t('reading.heads', { n, of: readers.length })}</p>
      <More summary={t('reading.who')}>
        <Lines label={t('reading.who')}>
          {readers.map(({ id, name, read, before }) => {
            const quiet = !read && at.quiet.some((one) => one.id === id);
            return (
              <Line
                key={id}
                title={name}
                facts={[
                  <State key="state" state={read ? 'done' : before ? 'revisit' : 'none'}>
                    {t(read ? 'reading.read' : before ? 'reading.before' : 'reading.none')}
                  </State>,
                  read && page.day(read.at),
                  read?.recordedHow && t('voices.recorded', { who: whoWords(page, read.byName) }),
                ]}
                end={
                  !read &&
                  (quiet || voice?.partner.id === id) && (
                    <Link href={quiet ? `${path}?partner=${id}` : path}>
                      {t(quiet ? 'voice.for' : 'reading.link')}
                      <span class="ds-sr-only">: {name}</span>
                    </Link>
                  )
                }
              />
            );
          })}
        </Lines>
      </More>
    </div>
  );
}

/** Whether everybody may read it, and where; `publicAt` is the address of the public page, where that is out. */
export function Opened({ page, at, publicAt }: Props & { publicAt: string | undefined }) {
  const t = words(page.locale);
  const { inside, decision, opened, steers } = at;
  if (!opened) return null;
  return (
    <div class="stack" data-gap="2">
      <p class="text">
        {t(publicAt ? 'open.yes' : 'open.waits')}{' '}
        {publicAt && <Link href={`${publicAt}/decisions/${decision.id}`}>{t('open.read')}</Link>}
      </p>
      {steers && !inside.partnership.endedAt && (
        <Form action={`${pathOf(inside.partnership.id)}/${decision.id}/taking-off`}>
          <Button variant="tertiary" color="danger">
            {t('open.off')}
          </Button>
        </Form>
      )}
    </div>
  );
}

const signs = { sent: 'done', waiting: 'begun', failed: 'revisit' } as const;

/** To whom outside a mail went, for who steers; one that did not arrive says so. */
export function ToldOutside({ page, told }: { page: Page; told: readonly Told[] }) {
  const t = words(page.locale);
  if (told.length === 0) return null;
  const failed = told.some(({ became }) => became === 'failed');
  return (
    <More summary={t('tell.list', { n: told.length })} open={failed}>
      <Lines label={t('tell.list', { n: told.length })}>
        {told.map(({ telling, address, at, became }) => (
          <Line
            key={telling}
            title={address}
            facts={[
              <State key="state" state={signs[became]}>
                {t(`tell.${became}`)}
              </State>,
              page.day(at),
            ]}
          />
        ))}
      </Lines>
    </More>
  );
}
