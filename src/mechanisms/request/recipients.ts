/** Somebody of a unit who can be written to. */
export type Reader = { person: string | null; address: string; locale: string };

export type Unit = {
  /** The people of the unit with their roles, as far as they have an address. */
  staff: readonly (Reader & { person: string; role: string })[];
  /** The address that several share. */
  mailbox: Reader | null;
  /** Persons who are away today. */
  away: readonly string[];
};

/**
 * Who of a unit is told: its shared mailbox and its contact; the deputy as well where no contact is there
 * today, and when it has become late. A unit with neither is not left in the dark: then it is all its people.
 * One mail for each address.
 */
export function readersOf(unit: Unit, late = false): Reader[] {
  const present = unit.staff.filter((one) => !unit.away.includes(one.person));
  const holding = (role: string) => present.filter((one) => one.role === role);
  const contacts = holding('contact');
  const chosen: Reader[] = contacts.length === 0 || late ? [...contacts, ...holding('deputy')] : contacts;
  if (unit.mailbox) chosen.unshift(unit.mailbox);
  if (chosen.length === 0) chosen.push(...(present.length > 0 ? present : unit.staff));
  const seen = new Set<string>();
  return chosen.filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}
