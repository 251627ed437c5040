import { wordsFor } from '../../../mechanisms/request/written.ts';
import { nameOfCity } from '../../../platform/city.ts';
import type { House } from '../../../platform/house.ts';
import { Mail, MailLink } from '../../../ui/mail.tsx';
import { words } from '../messages/index.ts';
import { confirmationPath } from '../routes/brief-door.ts';
import { followPath } from '../routes/door.ts';
import { listAskedFrom, listHeldFrom } from '../store/mailing.ts';

/** The links to all that was asked from an address without an account. To an address with nothing goes nothing. */
export async function mailLinks(house: House, address: string): Promise<void> {
  const city = await house.city.get();
  await house.database.system(async (tx) => {
    const asked = await listAskedFrom(tx, address);
    const held = await listHeldFrom(tx, address);
    const locale = [...asked, ...held][0]?.locale;
    if (!locale) return;
    const t = words(locale);
    const facts = { city: nameOfCity(city, locale) };
    const subject = t('mail.links.subject', facts);
    await house.post.send(tx, {
      space: city.space,
      to: { address, locale },
      kind: 'request.links',
      subject,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.links.why')}</p>}>
          <p>{t('mail.links.text')}</p>
          {asked.map(({ id, person, number, title }) => (
            <MailLink key={id} href={house.config.url + followPath(house, id, person)}>
              {t('mail.links.one', { n: number, title: wordsFor(title, locale).text })}
            </MailLink>
          ))}
          {held.map(({ id, person, content }) => (
            <MailLink key={id} href={house.config.url + confirmationPath(house, id, person, address)}>
              {content.title ?? t('sheet.untitled')}
            </MailLink>
          ))}
        </Mail>
      ),
    });
  });
  await house.post.dispatch();
}
