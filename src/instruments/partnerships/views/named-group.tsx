import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useLocale } from '../../../ui/speaking.tsx';
import { words } from '../messages/index.ts';
import { kindChoices } from './kinds.ts';

type Props = { group?: string | undefined; kind?: string | undefined; label?: string; help?: string };

/** Name and kind of a group that somebody names: they show as long as a choice above them says so, if there is one. */
export function NamedGroup({ group, kind, label, help }: Props) {
  const locale = useLocale();
  const t = words(locale);
  return (
    <div class="stack" data-only="group">
      <Field
        name="group"
        label={label ?? t('group')}
        help={help}
        value={group ?? ''}
        width="medium"
        autocomplete="organization"
      />
      <Select name="kind" label={t('kind')} value={kind ?? ''} empty options={kindChoices(locale)} />
    </div>
  );
}
