import type { Database } from '../database/database.ts';
import type { PersonKind, SpaceKind } from '../database/tables.ts';
import { nobody, type Scope, scopeOf } from '../scope.ts';
import { type authWith, sessionLifetime, sessionLongest, sessionRenewal } from './auth.ts';

type ScopeRow = {
  id: string;
  name: string;
  kind: PersonKind;
  old: boolean;
  space_id: string | null;
  role: string | null;
  space_kind: SpaceKind | null;
  held: boolean;
};

const personById = 'select *, false as old from person where id = $1';

/** Sessions run by the clock of the machine, as better-auth counts them. */
const personOfSession = `
  select person.*, "expiresAt" < now() + interval '${sessionLifetime - sessionRenewal} seconds' as old
  from auth_session join person on login_id = "userId"
  where token = $1 and "expiresAt" > now() and "createdAt" > now() - interval '${sessionLongest} days'`;

/** The access gate: who sends a request, and what they take part in. */
export type Gate = {
  /** Who sends this request. */
  scopeFrom(headers: Headers): Promise<Scope>;
  /** The scope of a person known otherwise: by a signed link, or in a test. */
  scopeOfPerson(person: string): Promise<Scope | undefined>;
  /** The scope of somebody who takes part by link: of a guest, as long as they take part anywhere. */
  scopeOfGuest(person: string): Promise<Scope | undefined>;
};

export function gateOn(auth: ReturnType<typeof authWith>, { outer }: Database): Gate {
  /** One statement past the guards: it decides what they are told. `which` is SQL of ours, `value` its $1. */
  async function findScope(
    which: string,
    value: string,
  ): Promise<{ scope: Scope; old: boolean } | undefined> {
    const { rows } = await outer.query<ScopeRow>(
      `select p.id, p.name, p.kind, p.old, m.space_id, m.role, s.kind as space_kind,
         coalesce(m.role = 'administrator' and app_held_back(p.id), false) as held
       from (${which}) p
       left join membership m on m.person_id = p.id and (m.until is null or m.until > app_now())
       left join space s on s.id = m.space_id
       where p.deactivated_at is null`,
      [value],
    );
    const [first] = rows;
    if (!first) return undefined;
    const memberships = rows.flatMap((row) =>
      row.space_id && row.role && row.space_kind && !row.held
        ? [{ space: row.space_id, kind: row.space_kind, role: row.role }]
        : [],
    );
    const person = { id: first.id, name: first.name, kind: first.kind };
    const heldBack = rows.some(({ held }) => held);
    const scope = scopeOf(person, memberships, [], heldBack);
    return { scope, old: first.old };
  }

  return {
    async scopeFrom(headers) {
      const cookies = headers.get('cookie');
      const token = cookies && (await auth.signedToken(cookies));
      if (!token) return nobody;
      const found = await findScope(personOfSession, token);
      // Once an hour of use the session lasts longer again, and says that it was used.
      if (found?.old)
        await outer.query(
          `update auth_session set "updatedAt" = now(), "expiresAt" = now() + interval '${sessionLifetime} seconds'
           where token = $1`,
          [token],
        );
      return found?.scope ?? nobody;
    },
    scopeOfPerson: async (person) => (await findScope(personById, person))?.scope,
    async scopeOfGuest(person) {
      const scope = await this.scopeOfPerson(person);
      return scope?.person?.kind === 'guest' && scope.memberships.length > 0 ? scope : undefined;
    },
  };
}
