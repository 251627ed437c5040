import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useLocale } from '../../../ui/speaking.tsx';
import { words } from '../messages/index.ts';
import { kindChoices } from './kinds.ts';

/** Name and kind of a group that somebody names: they show as long as the choice above says so. */
export function NamedGroup({ group, kind }: { group?: string | undefined; kind?: string | undefined }) {
  const locale = useLocale();
  const t = words(locale);
  return (
    <div class="stack" data-only="group">
      <Field name="group" label={t('group')} value={group ?? ''} width="medium" maxlength={120} />
      <Select name="kind" label={t('kind')} value={kind ?? ''} empty options={kindChoices(locale)} />
    </div>
  );
}
