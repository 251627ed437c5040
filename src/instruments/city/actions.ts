import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { readLocalised } from '../../platform/i18n/localised.ts';
import { canonical } from '../../platform/journal/chain.ts';
import { mayChangeCity } from './access.ts';
import { largestLogo, mostClosedDays, pictureType, readDays, readDomains } from './rules.ts';
import { addAdministrator, type CityChange, isAdministered, lockSettings, saveSettings } from './store.ts';

type Settings = Awaited<ReturnType<typeof lockSettings>>;

/**
 * Changes what is different, and writes down which fields that were. `change` is made of the settings as
 * they are in this transaction. Returns the fields; nothing is recorded where there are none.
 */
export async function changeCity(
  tx: Tx,
  change: (now: Settings) => CityChange | Promise<CityChange>,
): Promise<string[]> {
  if (!mayChangeCity(tx.scope)) throw new Forbidden('Only administrators change the city');
  const now = await lockSettings(tx);
  const wanted = Object.entries(await change(now));
  const fields = wanted.filter(
    ([field, value]) => !(field in now) || canonical(value) !== canonical(now[field as keyof Settings]),
  );
  if (fields.length === 0) return [];
  await saveSettings(tx, Object.fromEntries(fields));
  const names = fields.map(([field]) => field);
  await tx.record({ space: now.space_id, kind: 'city.changed', content: { fields: names } });
  return names;
}

/** What was typed in the languages that were shown; texts in languages the city no longer offers stay. */
export function mergeTexts(
  before: Localised,
  input: Readonly<Record<string, unknown>>,
  name: string,
  shown: readonly Locale[],
): Localised {
  const kept = Object.entries(before).filter(([locale]) => !shown.includes(locale as Locale));
  return { ...Object.fromEntries(kept), ...readLocalised(input, name, shown) };
}

/** The domains of a policy that needs some. */
export function domainsOf(input: { signUp: string; domains: string }): string[] {
  const read = readDomains(input.domains);
  if ('wrong' in read) throw new Refusal('domains.wrong', 'domains', { domain: read.wrong });
  if (input.signUp === 'domain' && read.domains.length === 0) throw new Refusal('domains.wanted', 'domains');
  return read.domains;
}

export function closedDaysOf(text: string, example: string): string[] {
  const read = readDays(text);
  if ('wrong' in read) throw new Refusal('days.wrong', 'days', { line: read.wrong, day: example });
  if (read.days.length > mostClosedDays) throw new Refusal('days.many', 'days');
  return read.days;
}

/** A picture that somebody sent, judged by its bytes; undefined where no file was chosen. */
export async function readLogo(
  logo: Buffer | undefined,
): Promise<{ logo: Buffer; logo_type: string } | undefined> {
  if (!logo || logo.length === 0) return undefined;
  if (logo.length > largestLogo)
    throw new Refusal('logo.large', 'logo', { kilobytes: Math.ceil(logo.length / 1024) });
  const type = pictureType(logo);
  if (!type) throw new Refusal('logo.kind', 'logo');
  return { logo, logo_type: type };
}

/** Makes the person of the scope the first administrator, whose code was checked before. Works once. */
export async function foundCity(tx: Tx, city: string): Promise<void> {
  // Two who found at the same moment: the second waits here, and then finds somebody in office.
  const now = await lockSettings(tx);
  if (now.set_up_at || (await isAdministered(tx, city))) throw new NotFound();
  const person = tx.scope.person!.id;
  await addAdministrator(tx, city, person);
  await tx.record({
    space: city,
    kind: 'member.joined',
    subject: person,
    content: { role: 'administrator' },
  });
}

/** The city's first settings; from then on it is open. */
export async function openCity(tx: Tx, change: CityChange): Promise<void> {
  await changeCity(tx, (now) => {
    if (now.set_up_at) throw new NotFound();
    return { ...change, set_up_at: tx.now };
  });
}
