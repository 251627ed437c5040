import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { findOrganisationById } from './store/reading.ts';
import { listSpeakers } from './store/staff.ts';

/**
 * Answers to `organisation.registered` and `organisation.changed`: a group has named its host, who is asked to
 * confirm. In safe mode the host sees nothing of the group; it is asked once the group shows itself.
 */
export async function mailHost(house: House, tx: Tx, entry: Recorded): Promise<void> {
  if (entry.kind === 'organisation.changed' && !entry.content.audience) return;
  const group = await findOrganisationById(tx, entry.space_id);
  if (group?.host_id && !group.host_confirmed_at && group.audience === 'public')
    await ask(house, tx, entry, group.host_id, 'tie.host');
}

/** Answers to `organisation.member-named`: a body has named a member, who is asked to confirm. */
export async function mailMember(house: House, tx: Tx, entry: Recorded): Promise<void> {
  if (entry.subject_id) await ask(house, tx, entry, entry.subject_id, 'tie.body');
}

async function ask(
  house: House,
  tx: Tx,
  entry: Recorded,
  asked: string,
  what: 'tie.host' | 'tie.body',
): Promise<void> {
  const [namer, named] = [
    await findOrganisationById(tx, entry.space_id),
    await findOrganisationById(tx, asked),
  ];
  if (!namer || !named) return;
  const city = await house.city.get();
  for (const { person, email, locale } of await listSpeakers(tx, asked)) {
    const t = words(locale);
    const name = (text: typeof namer.name) => textIn(text, locale, city.defaultLocale).text;
    const subject = t('mail.tie', { namer: name(namer.name), named: name(named.name) });
    await house.post.send(tx, {
      space: asked,
      to: { person, address: email, locale },
      kind: entry.kind,
      subject,
      reason: entry.id,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.tie.why', { named: name(named.name) })}</p>}>
          <p>{t(what)}</p>
          <MailLink href={`${house.config.url}/organisations/${named.slug}/ties`}>
            {t('mail.tie.do')}
          </MailLink>
        </Mail>
      ),
    });
  }
}
