import type { Tx } from '../../../platform/database/database.ts';
import { textIn } from '../../../platform/i18n/locale.ts';
import { freeSlug, insertOrganisation, type OrganisationFields } from '../store/writing.ts';

/** A new organisation in the directory. Its space is opened for this act. Returns its slug. */
export async function addOrganisation(tx: Tx, id: string, fields: OrganisationFields): Promise<string> {
  const slug = await freeSlug(tx, textIn(fields.name, 'en', 'en').text, fields.audience);
  await insertOrganisation(tx, id, slug, fields);
  await tx.record({
    space: id,
    kind: 'organisation.registered',
    subject: id,
    audience: fields.audience ?? 'public',
    content: { kind: fields.kind, hosted: Boolean(fields.host_id) },
  });
  return slug;
}
