import { mayFallBack } from '../../../mechanisms/decision/fallback.ts';
import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import type { Process } from '../../../mechanisms/decision/process.ts';
import { usualLevel } from '../../../mechanisms/decision/promise.ts';
import { weighsSides } from '../../../mechanisms/decision/shares.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { shareNames, sharesAbove } from '../rules.ts';
import { PromiseField } from './promises.tsx';
import { FallbackField, OpeningFields, StageField, usualOpening } from './stages.tsx';

type Props = {
  page: Page;
  groups: readonly { id: string; name: string; locale: Locale }[];
  process: Process;
  state: FormState | undefined;
};

/** Whether a reader has to see them: one was chosen otherwise than it is preset, or is to be put right. */
function shows(state: FormState | undefined, preset: Readonly<Record<string, string>>): boolean {
  if (!state) return false;
  return Object.entries(preset).some(
    ([name, value]) => state.errors[name] || (textOf(state, name) ?? value) !== value,
  );
}

/** Who decides and what comes first, preset as most need it. */
export function WhoDecides({ page, groups, process, state }: Props) {
  const t = words(page.locale);
  const preset = {
    ...{ voices: 'partners', circle: '', stage: 'decide', results: process.results },
    ...{ from: '', fromTime: usualOpening, promise: usualLevel(process) },
  };
  return (
    <More
      summary={t('more.who')}
      preset={t('more.who.preset', {
        results: process.results,
        promise: t(`level.${usualLevel(process)}`),
      })}
      open={shows(state, preset) || Boolean(page.query('circle'))}
    >
      <Stack gap="6">
        <Radios
          name="voices"
          label={t('new.voices')}
          help={t('new.voices.help')}
          value={preset.voices}
          options={(['partners', 'people'] as const).map((value) => ({
            value,
            label: t(`new.voices.${value}`),
          }))}
        />
        {groups.length > 0 && (
          <Select
            name="circle"
            label={t('new.circle')}
            help={t('new.circle.help')}
            value={page.query('circle')}
            empty={t('new.circle.all')}
            options={groups.map(({ id, name, locale }) => ({
              value: id,
              label: name,
              lang: page.langOf(locale),
            }))}
            optional
          />
        )}
        <StageField page={page} />
        <OpeningFields page={page} />
        <PromiseField page={page} process={process} />
        <Radios
          name="results"
          label={t('new.results')}
          value={preset.results}
          options={(['open', 'voted', 'closed'] as const).map((value) => ({
            value,
            label: said(page.locale)(`results.${value}`),
          }))}
        />
      </Stack>
    </More>
  );
}

/** Under which conditions it holds, and what is done if it does not: preset as most need it. */
export function WhenItHolds({ page, groups, process, state }: Props) {
  const t = words(page.locale);
  const preset = { fallback: 'leave', quorum: '', sectors: '', share: '', sectorShare: '' };
  return (
    <More
      summary={t(mayFallBack(process) ? 'more.holds.else' : 'more.holds')}
      preset={t(mayFallBack(process) ? 'more.holds.else.preset' : 'more.holds.preset')}
      open={shows(state, preset)}
    >
      <Stack gap="6">
        <FallbackField page={page} process={process} groups={groups.length} />
        <Field name="quorum" type="number" label={t('new.quorum')} help={t('new.quorum.help')} optional />
        <Checkboxes
          name="sectors"
          label={t('new.sectors')}
          options={[{ value: 'yes', label: t('new.sectors.yes') }]}
          optional
        />
        {weighsSides(process) && (
          <>
            <Select
              name="share"
              label={t('new.share')}
              help={t('new.share.help')}
              empty={t('new.share.way')}
              options={sharesAbove(process).map((name) => ({ value: name, label: t(`share.${name}`) }))}
              optional
            />
            <Select
              name="sectorShare"
              label={t('new.sector-share')}
              help={t('new.sector-share.help')}
              empty={t('new.sector-share.none')}
              options={shareNames.map((name) => ({ value: name, label: t(`share.${name}`) }))}
              optional
            />
          </>
        )}
      </Stack>
    </More>
  );
}
