import type { Page } from '../../../platform/http/page.ts';
import { Select } from '../../../ui/select.tsx';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';

type Props = { page: Page; owners: Owners; label: string; id?: string; value?: string };

/** Somebody who takes part, by partner; or a partner that has named nobody yet. */
export function OwnerSelect({ page, owners: { alone, partners }, label, ...field }: Props) {
  const t = words(page.locale);
  const person = (one: { id: string; name: string }) => ({ value: `person:${one.id}`, label: one.name });
  return (
    <Select
      name="owner"
      label={label}
      empty
      options={[
        ...alone.map(person),
        ...partners.map((partner) => ({
          group: partner.name,
          options: [
            ...partner.people.map(person),
            { value: `partner:${partner.id}`, label: t('owner.partner', { partner: partner.name }) },
          ],
        })),
      ]}
      {...field}
    />
  );
}
