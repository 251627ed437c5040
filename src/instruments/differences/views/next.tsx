import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { wordFor } from '../../partnerships/access.ts';
import { mayLook, weighsFor } from '../access.ts';
import { type Difference, inUse } from '../actions.ts';
import { words } from '../messages/index.ts';
import { pairsOf } from '../rules.ts';
import type { Shown } from './difference.tsx';
import { nameOf, pathOf } from './parts.tsx';

type Step = { key: Key; href: string; for: 'you' | 'all'; partner?: string };
type Key = 'answer' | 'wait' | 'word' | 'record' | 'look' | 'options' | 'weigh' | 'propose';

/** The next thing for this reader, with the one filled button of the page. */
export function Next({ page, difference, silent }: Shown) {
  const t = words(page.locale);
  const step = stepFor(page, difference, silent);
  if (!step) return null;
  const { key, href } = step;
  const partner = step.partner ? nameOf(difference, step.partner, page) : '';
  return (
    <NextPanel
      title={t(`next.${key}`, { partner })}
      for={step.for}
      {...(step.for === 'all' && { tag: t('next') })}
      action={<ButtonLink href={href}>{t(`next.${key}.do`)}</ButtonLink>}
    >
      {t(`next.${key}.about`)}
    </NextPanel>
  );
}

function stepFor(page: Page, difference: Difference, silent: ReadonlySet<string>): Step | undefined {
  const { at, inside, state, ways, joined, options, criteria, weights } = difference;
  const path = pathOf(difference);
  const round = `/partnerships/${inside.partnership.id}/rounds/${difference.id}`;
  if (!inside.contributes) return undefined;
  if (state === 'sealed') {
    const waits = at.asked.some((one) => one.partner === at.mine?.id && !one.sealedAt);
    return waits ? { key: 'answer', href: round, for: 'you' } : { key: 'wait', href: round, for: 'all' };
  }
  const said = (partner: string) => ways[0]?.words.some((one) => one.partner === partner);
  if (state === 'asked') {
    const own = wordFor(page.scope, inside);
    if (own && !said(own)) return { key: 'word', href: `${path}/word`, for: 'you' };
    const missing = inside.facilitates && joined.find(({ id }) => silent.has(id) && !said(id));
    if (missing)
      return { key: 'record', href: `${path}/word?partner=${missing.id}`, for: 'you', partner: missing.id };
    return undefined;
  }
  if (state === 'revisit')
    return mayLook(page.scope, inside) ? { key: 'look', href: '#look', for: 'you' } : undefined;
  if (state !== 'talk') return undefined;
  if (inUse(options).length < 2) return { key: 'options', href: '#options', for: 'all' };
  const own = weighsFor(inside);
  const weighed = ({ option, criterion }: { option: { id: string }; criterion: { id: string } }) =>
    weights.some((one) => one.partner === own && one.option === option.id && one.criterion === criterion.id);
  const open = pairsOf(inUse(options), inUse(criteria)).some((pair) => !weighed(pair));
  if (own && open) return { key: 'weigh', href: `${path}/weighing`, for: 'you' };
  return { key: 'propose', href: `${path}/ways/new`, for: 'all' };
}
