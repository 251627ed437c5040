import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { sentence } from '../../../platform/i18n/sentence.ts';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import { flags } from '../rules.ts';
import type { LimitRule, WeekLine } from '../store.ts';
import { areaWords, whoDecides } from '../wording.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/delegation`;
export const decisionsOf = (partnership: string) => `/partnerships/${partnership}/decisions`;

export const moneyIn = (page: Page) => ({ locale: page.locale, currency: page.city.currency });

type Area = Pick<LimitRule, 'area' | 'upTo'> & { locale: Locale };

/** What a rule is about, by itself or in a sentence that names it. */
export function About({ page, rule, say }: { page: Page; rule: Area; say?: (rule: string) => string }) {
  const about = areaWords(rule, moneyIn(page));
  return <Quoted sentence={say?.(about) ?? about} said={{ text: rule.area, lang: rule.locale }} />;
}

type Named = Pick<WeekLine, 'roleTitle' | 'roleLocale' | 'groupName' | 'groupLocale'>;

/** A sentence in which a role or a group is named. */
export function Naming({ sentence, of }: { sentence: string; of: Named }) {
  const { roleTitle, roleLocale, groupName, groupLocale } = of;
  const [text, lang] = roleTitle ? [roleTitle, roleLocale] : [groupName, groupLocale];
  return <Quoted sentence={sentence} said={text && lang ? { text, lang } : undefined} />;
}

type RuleRow = { about: ComponentChildren; who: ComponentChildren; end?: ComponentChildren };

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
  const lines: RuleRow[] = rules.map((rule) => ({
    about: <About page={page} rule={rule} />,
    who: (
      <>
        <Naming sentence={sentence(whoDecides(page.locale, rule), page.locale)} of={rule} />
        {rule.holderName && rule.stands && (
          <p class="small quiet">{sentence(t('holder', { name: rule.holderName }), page.locale)}</p>
        )}
        {!rule.stands && <p class="small">{sentence(t('vacant'), page.locale)}</p>}
      </>
    ),
    end: end?.(rule),
  }));
  return (
    <Table<RuleRow>
      caption={caption}
      hideCaption
      columns={[
        { label: t('area'), cell: ({ about }) => about },
        { label: t('decides'), cell: ({ who }) => who },
        ...(end ? [{ label: t('actions'), hideLabel: true, cell: ({ end }: RuleRow) => end }] : []),
      ]}
      rows={[...lines, { about: t('else'), who: sentence(t('who.all'), page.locale) }]}
    />
  );
}

/** What is always for all, each with why. */
export function Flags({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Lines label={t('flags.title')}>
      {flags.map((flag) => (
        <Line key={flag} title={t(`flag.${flag}`)}>
          {t(`flag.${flag}.why`)}
        </Line>
      ))}
    </Lines>
  );
}
