import type { Page } from '../../../platform/http/page.ts';
import { dateTags } from '../../../platform/i18n/dates.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Telling } from '../actions.ts';
import { words } from '../messages/index.ts';
import { fieldOf, measures, type Rated, type Spread, scale } from '../rules.ts';
import type { Decision } from '../store.ts';

/** The median, and how far the partners lie apart where several have rated. */
export function spreadWords(page: Pick<Page, 'locale'>, { median, least, most, of }: Spread): string {
  const write = (value: number) => new Intl.NumberFormat(dateTags[page.locale]).format(value);
  const t = words(page.locale);
  const all = Math.max(...scale);
  if (of === 1) return t('spread.one', { median: write(median), scale: all });
  return t(least === most ? 'spread.same' : 'spread', {
    median: write(median),
    scale: all,
    least: write(least),
    most: write(most),
    n: of,
  });
}

export function fieldWords(page: Pick<Page, 'locale'>, { affected, influence }: Rated): string {
  return words(page.locale)(`field.${fieldOf(affected.median, influence.median)}`);
}

/** What was decided, with who does it and by when. */
export function decisionWords(page: Pick<Page, 'locale' | 'day'>, decision: Decision): string {
  const t = words(page.locale);
  const { does, due, doneAt } = decision;
  if (does === 'nothing') return t('does.nothing');
  if (!due) return t('does.dropped', { does: t(`does.${does}`) });
  const who = [decision.owner, decision.ownerPartner].filter(Boolean).join(', ') || t('somebody');
  if (doneAt) return t('does.done', { does: t(`does.${does}`), who, day: page.day(doneAt) });
  return t('does.by', { does: t(`does.${does}`), who, day: page.day(due) });
}

type ForWhomProps = { page: Page; tells: readonly Telling[]; name: string };

/** Whose word it is: asked only of who writes for several. */
export function ForWhom({ page, tells, name }: ForWhomProps) {
  const t = words(page.locale);
  const [first, ...others] = tells;
  if (others.length === 0) return <input type="hidden" name={name} value={first?.partner.id ?? ''} />;
  return (
    <Select
      name={name}
      label={t('partner')}
      empty
      options={tells.map(({ partner, recorded }) => ({
        value: partner.id,
        label: recorded ? t('partner.for', { partner: partner.name }) : partner.name,
      }))}
    />
  );
}

/** Who said something, and when. Whoever brought it from elsewhere, or is gone, has no name here. */
export function saidBy(
  page: Pick<Page, 'locale' | 'day'>,
  said: { by: string | null; at: Date | string; recorded?: boolean },
): string {
  const t = words(page.locale);
  const day = page.day(said.at);
  if (said.recorded) return t('recorded.by', { who: said.by ?? t('somebody'), day });
  return said.by ? t('said.by', { who: said.by, day }) : day;
}

/** How much it is affected, how much influence it has, and why. */
export function RatingFields({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <>
      {measures.map((measure) => (
        <Radios
          key={measure}
          name={measure}
          label={t(`${measure}.label`)}
          help={t(`${measure}.help`)}
          options={scale.map((step) => ({
            value: String(step),
            label: step === 1 ? t('scale.1') : step === 5 ? t('scale.5') : String(step),
          }))}
        />
      ))}
      <TextArea name="why" label={t('why')} help={t('why.help')} rows={2} />
    </>
  );
}
