import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State as StateShape } from '../../../ui/state.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { type State, states } from '../rules.ts';
import type { Benefit } from '../store.ts';
import { checkerWords, shapeOf } from './parts.tsx';

type Props = {
  page: Page;
  inside: Inside;
  counts: ReadonlyMap<State, number>;
  /** The one state that is listed; undefined for all. */
  state: State | undefined;
  benefits: Part<Benefit>;
};

/** What was claimed, by how it turned out, with how many there are of each. */
export function BenefitsPage({ page, inside, counts, state, benefits }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const home = `/partnerships/${partnership.id}/benefits`;
  const all = [...counts.values()].reduce((a, b) => a + b, 0);
  const here = state ? `${home}?state=${state}` : home;
  const after = benefits.last && `${here}${state ? '&' : '?'}after=${benefits.last.id}`;
  return (
    <InsidePage frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {all > 0 && (
          <Tabs
            label={t('states')}
            items={[
              { href: home, label: t('all', { n: all }), current: state === undefined },
              ...states
                .filter((one) => one === state || (counts.get(one) ?? 0) > 0)
                .map((one) => ({
                  href: `${home}?state=${one}`,
                  label: t('state.n', { state: t(`state.${one}`), n: counts.get(one) ?? 0 }),
                  current: one === state,
                })),
            ]}
          />
        )}
        {benefits.shown.length === 0 ? (
          <Empty title={t(all === 0 ? 'empty' : 'empty.state')}>
            {all === 0 && t(contributes ? 'empty.next' : 'empty.look')}
          </Empty>
        ) : (
          <Lines label={t('title')}>
            {benefits.shown.map((one) => (
              <Line
                key={one.id}
                href={`${home}/${one.id}`}
                title={one.claim}
                level={2}
                {...(page.langOf(one.locale) && { lang: one.locale })}
                facts={factsOf(page, one)}
              >
                <p>
                  <StateShape state={shapeOf[one.state]}>{t(`state.${one.state}`)}</StateShape>
                </p>
              </Line>
            ))}
          </Lines>
        )}
        <Pager href={after} />
        {contributes && (
          <p>
            <ButtonLink href={`${home}/new`}>{t('new')}</ButtonLink>
          </p>
        )}
      </Stack>
    </InsidePage>
  );
}

function factsOf(page: Page, one: Benefit): string[] {
  const t = words(page.locale);
  const late = one.due !== null && one.due < dayOf(page.now, page.city.timeZone);
  return [
    one.checkedAt ? t('checked.on', { day: page.day(one.checkedAt) }) : '',
    one.due ? t(late ? 'due.late' : 'due', { day: page.day(one.due) }) : '',
    one.due ? checkerWords(page, one) : '',
  ].filter(Boolean);
}
