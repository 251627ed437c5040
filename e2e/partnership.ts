import pg from 'pg';
import { connectRunning } from '../src/platform/embedded/open-embedded.ts';
import { newId } from '../src/platform/id.ts';

type Part = { name: string; kind: string; lead?: string };

/** A partnership of people whom the sample city knows by their addresses, put in place as it is once all have joined. */
export async function foundIn(
  dataFolder: string,
  { name, facilitator, partners }: { name: string; facilitator: string; partners: readonly Part[] },
): Promise<string> {
  const client = new pg.Client(await connectRunning(dataFolder));
  await client.connect();
  const id = newId();
  const space = (one: string, kind: string) =>
    client.query(`insert into space (id, kind, audience) values ($1, $2, 'space')`, [one, kind]);
  const join = (email: string, where: string, role: string) =>
    client.query(
      `insert into membership (id, space_id, person_id, role) select $1, $2, id, $3 from person where email = $4`,
      [newId(), where, role, email],
    );
  await space(id, 'partnership');
  await client.query(
    `insert into partnership (id, space_id, name, locale, begun_at) values ($1, $1, $2, 'en', app_now())`,
    [id, name],
  );
  await join(facilitator, id, 'facilitator');
  for (const partner of partners) {
    const own = newId();
    await space(own, 'partner');
    await client.query(
      `insert into partner (id, space_id, name, kind, joined_at) values ($1, $2, $3, $4, app_now())`,
      [own, id, partner.name, partner.kind],
    );
    if (!partner.lead) continue;
    await join(partner.lead, id, 'participant');
    await join(partner.lead, own, 'lead');
  }
  await client.end();
  return `/partnerships/${id}`;
}
