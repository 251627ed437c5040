import { tallyOf } from '../../../mechanisms/consent/rules.ts';
import { isYes } from '../../../mechanisms/living-document/rules.ts';
import { type Block, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import type { WrittenDown } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';

/** With more partners than this their names stand behind a line that counts them. */
const fewNames = 8;

/** Who said yes to the last words of a section, who said what is missing, and who said nothing yet. */
export function Said({ page, text, block }: { page: Page; text: Text; block: Block }) {
  const t = words(page.locale);
  const joined = text.joined.map(({ id }) => id);
  const { yes, others: notYet, silent } = tallyOf(joined, block.said, isYes);
  const name = (partner: string) => text.names.get(partner) ?? '';
  const listed = (partners: readonly string[]) => new Intl.ListFormat(page.locale).format(partners.map(name));
  const out = isToLeaveOut(block);
  const lines = [
    yes.length > 0 &&
      t(out ? 'said.yes.out' : 'said.yes', { names: listed(yes.map(({ partner }) => partner)) }),
    silent.length > 0 && t('said.silent', { names: listed(silent) }),
  ].filter(Boolean);
  // Each under who wrote it down, and how and when they were told: two facilitators may have done so.
  const recorded = Map.groupBy(
    [...yes, ...notYet].filter((one) => one.recorded),
    ({ byName, recordedHow: how, recordedOn: on }) =>
      how && on
        ? t(`said.recorded.${how}`, { by: byName ?? t('somebody'), day: page.day(on) })
        : t('said.recorded', { by: byName ?? t('somebody') }),
  );
  return (
    <>
      {notYet.map((one) => (
        <Quote
          key={one.partner}
          by={t(`said.missing${out ? '.out' : ''}${one.recorded ? '.recorded' : ''}` as const, {
            partner: name(one.partner),
            by: one.byName ?? t('somebody'),
          })}
          lang={page.langOf(text.document.locale)}
        >
          {one.reason}
        </Quote>
      ))}
      {text.joined.length > fewNames ? (
        <More
          summary={t(out ? 'said.count.out' : 'said.count', {
            yes: yes.length,
            notYet: notYet.length,
            silent: silent.length,
          })}
        >
          {lines.map((line) => (
            <p class="small quiet">{line}</p>
          ))}
        </More>
      ) : (
        lines.length > 0 && <p class="small quiet">{lines.join(' ')}</p>
      )}
      {[...recorded].map(([how, theirs]) => (
        <p key={how} class="small quiet">
          {listed(theirs.map(({ partner }) => partner))}: {how}
        </p>
      ))}
    </>
  );
}

/** For which partners somebody wrote down the yes to what holds: a line for each who did. */
export function writtenDownLines(page: Page, text: Text, writtenDown: readonly WrittenDown[]): string[] {
  const t = words(page.locale);
  const byWriter = Map.groupBy(writtenDown, ({ byName }) => byName ?? t('somebody'));
  return [...byWriter].map(([by, theirs]) => {
    const names = theirs.map(({ partner }) => text.names.get(partner) ?? '');
    return t('text.recorded', { by, names: new Intl.ListFormat(page.locale).format(names) });
  });
}
