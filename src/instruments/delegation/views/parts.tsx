import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { sentence } from '../../../platform/i18n/sentence.ts';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import { flags } from '../rules.ts';
import type { LimitRule } from '../store.ts';
import { areaWords, whoDecides } from '../wording.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/delegation`;
export const decisionsOf = (partnership: string) => `/partnerships/${partnership}/decisions`;

export const moneyIn = (page: Page) => ({ locale: page.locale, currency: page.city.currency });

/** What an area is called and who decides in it, in a sentence that may name a rule. */
export const ruleWords = (page: Page, rule: LimitRule) => areaWords(rule, moneyIn(page));

type Line = { about: ComponentChildren; who: ComponentChildren; end?: ComponentChildren };

/** Each rule with who decides by it now, and what none of them covers. */
export function Rules({
  page,
  rules,
  caption,
  end,
}: {
  page: Page;
  rules: readonly LimitRule[];
  caption: string;
  /** What can be done with a rule. */
  end?: (rule: LimitRule) => ComponentChildren;
}) {
  const t = words(page.locale);
  const lines: Line[] = rules.map((rule) => ({
    about: <span lang={page.langOf(rule.locale)}>{ruleWords(page, rule)}</span>,
    who: (
      <>
        {sentence(whoDecides(page.locale, rule), page.locale)}
        {rule.holderName && rule.stands && (
          <p class="small quiet">{sentence(t('holder', { name: rule.holderName }), page.locale)}</p>
        )}
        {!rule.stands && <p class="small">{sentence(t('vacant'), page.locale)}</p>}
      </>
    ),
    end: end?.(rule),
  }));
  return (
    <Table<Line>
      caption={caption}
      hideCaption
      columns={[
        { label: t('area'), cell: ({ about }) => about },
        { label: t('decides'), cell: ({ who }) => who },
        ...(end ? [{ label: t('actions'), hideLabel: true, cell: ({ end }: Line) => end }] : []),
      ]}
      rows={[...lines, { about: t('else'), who: sentence(t('who.all'), page.locale) }]}
    />
  );
}

/** What is always for all, each with why. */
export function Flags({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <ul class="text">
      {flags.map((flag) => (
        <li key={flag}>
          {t(`flag.${flag}`)}. {t(`flag.${flag}.why`)}
        </li>
      ))}
    </ul>
  );
}
