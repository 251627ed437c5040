import { expect } from 'vitest';
import { settleShown } from './instruments/decisions/testing.ts';
import { answerPath } from './instruments/first-contact/routes/door.ts';
import { guest, newMails, sendAsGuest, writeAsGuest } from './instruments/first-contact/testing.ts';
import { foundPartnership } from './instruments/partnerships/testing.ts';
import { putOutIn } from './instruments/public-page/testing.ts';
import { withPicture } from './instruments/timeline/testing.ts';
import { copyForm } from './instruments/ways/testing.ts';
import { addFile } from './platform/files/files.ts';
import { bareJpeg } from './platform/files/testing.ts';
import { newId } from './platform/id.ts';
import type { TestTown } from './testing.ts';
import { trainingForm } from './testing-addresses.ts';

/** What one half of the town has: names are addresses in paths, the others are ids. */
export type Side = {
  department: { id: string; slug: string };
  group: { id: string; slug: string };
  /** Known to its own people only. */
  hidden: { id: string; slug: string };
  /** Nobody speaks for it yet. */
  unclaimed: { id: string; slug: string };
  body: { id: string; slug: string };
  /** Asked by this half's asker, with this half's department. */
  request: string;
  brief: string;
  /** Pages by people without an account that the liaison desk looks at first; only one half has a desk. */
  held: string;
  published: string;
  responsibility: string;
  removedResponsibility: string;
  absence: string;
  suggestion: string;
  ally: string;
  removedAlly: string;
  ask: string;
  card: string;
  hiddenCard: string;
  claim: string;
  invitation: string;
  membership: string;
  /** Where the lead is signed in. */
  session: string;
  /** What the lead signs in with besides. */
  passkey: string;
  /** A picture that the department keeps for its own people. */
  file: string;
  /** A partnership that shows itself, and the picture on its page. */
  open: string;
  openPicture: string;
  openDecision: string;
  /** The group is named as a member by the body. */
  named: string;
  naming: string;
  tokens: {
    invitation: string;
    follow: string;
    answer: string;
    confirm: string;
    brief: string;
    partInvitation: string;
    part: string;
    partAccount: string;
    told: string;
    merge: string;
  };
};

/** Words that stand in rows of one half, and that only some of its people may ever read. */
export const secrets = {
  own: {
    request: 'request secret of one half',
    ally: 'ally secret of one half',
    brief: 'brief secret of one half',
    hidden: 'hidden secret of one half',
  },
  foreign: {
    request: 'request secret of the other half',
    ally: 'ally secret of the other half',
    brief: 'brief secret of the other half',
    hidden: 'hidden secret of the other half',
  },
} as const;

export type Half = keyof typeof secrets;

/** A day that lies ahead, whenever this is run. */
const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);

export type World = Awaited<ReturnType<typeof settleTwoHalves>>;

/** A town of two halves with everything that an address can name, once in each. */
export async function settleTwoHalves(town: TestTown) {
  const administrator = await town.addAdministrator();
  const people = {
    outsider: await town.addPerson('Outsider'),
    member: await town.addPerson('Member'),
    contact: await town.addPerson('Contact'),
    lead: await town.addPerson('Lead'),
    foreignLead: await town.addPerson('Foreign lead'),
    asker: await town.addPerson('Asker'),
    otherAsker: await town.addPerson('Other asker'),
    administrator,
  };

  const ask = async <Row>(sql: string, values: unknown[] = []): Promise<Row> => {
    const { rows } = await town.database.outer.query(sql, values);
    return rows.at(-1) as Row;
  };
  const lastId = async (table: string, space?: string): Promise<string> => {
    const where = space ? 'where space_id = $1' : '';
    const row = await ask<{ id: string }>(
      `select id from ${table} ${where} order by id`,
      space ? [space] : [],
    );
    expect(row, `a row in ${table}`).toBeDefined();
    return row.id;
  };
  const sent = async (path: string, form: Record<string, string>, as?: string, cookie?: string) => {
    await town.database.outer.query('delete from rate_limit');
    const answer = await town.post(path, form, { as, ...(cookie && { cookie }) });
    expect(answer.status, `${path}\n${answer.html.slice(0, 4_000)}`).toBe(303);
    return answer;
  };

  /** Registered by an administrator, so that nobody has a part in it yet. */
  async function register(kind: string, name: string, more: Record<string, string> = {}) {
    const { location } = await sent('/registration', { kind, name_en: name, ...more }, administrator);
    const slug = location!.split('/').at(-1)!;
    const { id } = await ask<{ id: string }>('select id from organisation where slug = $1', [slug]);
    await ask('delete from membership where space_id = $1', [id]);
    await ask('update organisation set claimed_at = null where id = $1', [id]);
    return { id, slug };
  }

  async function settle(half: Half): Promise<Side> {
    const secret = secrets[half];
    const name = half === 'own' ? 'North' : 'South';
    const leader = half === 'own' ? people.lead : people.foreignLead;
    const asker = half === 'own' ? people.asker : people.otherAsker;
    const department = await register('department', `${name} streets`);
    const group = await register('community', `${name} group`);
    const hidden = await register('community', secret.hidden, { safe: 'yes' });
    const body = await register('consortium', `${name} towns`);
    const unclaimed = await register('community', `${name} choir`);
    for (const { id } of [department, group, hidden, body]) {
      await town.addMembership(leader, id, 'lead');
      if (half === 'own') {
        await town.addMembership(people.contact, id, 'contact');
        await town.addMembership(people.member, id, 'member');
      }
    }
    const there = (one: { slug: string }) => `/organisations/${one.slug}`;
    const add = `${there(department)}/responsibilities`;
    await sent(add, { text_en: `${name} canals`, decides: 'yes' }, leader);
    const removedResponsibility = await lastId('responsibility', department.id);
    await sent(`${add}/${removedResponsibility}/removal`, {}, leader);
    await sent(add, { text_en: `${name} roads`, decides: 'yes' }, leader);
    await sent(`${there(department)}/absences`, { person: leader, from: soon, until: soon }, leader);
    await sent(`${there(department)}/suggestions`, { text: `The ${name} room has moved` });
    await sent(`${there(body)}/members`, { member: `${name} group` }, leader);
    await sent(`${there(unclaimed)}/claim`, { grounds: 'I chair it' }, people.outsider);
    const ally = { name: secret.ally, department: '', place: '', openness: 'open', note: secret.ally };
    await sent(`${there(group)}/allies`, ally, leader);
    const removedAlly = await lastId('ally', group.id);
    await sent(`${there(group)}/allies/${removedAlly}/removal`, {}, leader);
    await sent(`${there(group)}/allies`, ally, leader);
    const allyId = await lastId('ally', group.id);
    await sent(`${there(group)}/allies/${allyId}/asks`, { ask: secret.ally }, leader);
    const card = {
      title: `${name} card`,
      expertise: 'Wood',
      networks: '',
      capacity: '',
      evidence: '',
      goal: '',
      department: '',
    };
    await sent(`${there(group)}/value-cards`, { ...card, audience: 'public' }, leader);
    const publicCard = await lastId('value_card', group.id);
    await sent(`${there(group)}/value-cards`, { ...card, title: secret.hidden, audience: 'space' }, leader);
    const invite = {
      role: 'member',
      kind: 'person',
      locale: 'en',
      name: '',
      email: `guest.${half}@people.test`,
    };
    await sent(`/spaces/${department.id}/invitations`, invite, leader);
    const invitation = await lastId('invitation', department.id);

    if (half === 'own') {
      const desk = {
        id: newId(),
        space_id: town.city,
        audience_id: null,
        unit_id: department.id,
        named_by: null,
      };
      await town.database.system(({ db }) => db.insertInto('liaison_desk').values(desk).execute());
    }
    const picture = await town.house.files.readPicture(bareJpeg);
    await town.house.files.keep(picture, (kept) =>
      town.database.system((tx) => addFile(tx, department.id, kept)),
    );
    const writing = { title: secret.request, want: secret.request, bring: secret.request };
    const begin = async (form: Record<string, string>) =>
      (await sent('/briefs', { to: department.slug, ...form }, asker)).location!.split('/')[2]!;
    const write = async (form: Record<string, string>) => {
      const id = await begin(form);
      await sent(`/briefs/${id}/steps/ask`, { ask: form.want!, neededBy: soon, meet: 'no' }, asker);
      await sent(
        `/briefs/${id}/steps/writer`,
        { language: 'en', locale: 'en', open: form.open ?? 'no' },
        asker,
      );
      return id;
    };
    const request = await write(writing);
    await sent(`/briefs/${request}/sending`, {}, asker);
    const open = { title: `${name} open`, want: 'Benches', bring: 'Wood', open: 'yes' };
    const answered = await write(open);
    await sent(`/briefs/${answered}/sending`, {}, asker);
    await sent(`/requests/${answered}/acts/accepted`, { note: 'Yes' }, leader);
    await sent(`/requests/${answered}/openness`, { choice: 'public' }, leader);
    const brief = await write({ title: secret.brief, want: secret.brief, bring: secret.brief });

    // Somebody without an account: one page that is followed, one that is held back.
    await newMails(town);
    const email = `ada.${half}@guest.test`;
    const followed = await sendAsGuest(town, department.slug, { ...guest, email });
    const heldEmail = `spam.${half}@guest.test`;
    const links = 'https://a.test https://b.test https://c.test';
    const suspect = { ...guest, email: heldEmail, want: links };
    const { id: held, cookie } = await writeAsGuest(town, department.slug, suspect);
    await sent(`/briefs/${held}/sending`, {}, undefined, cookie);
    const confirm = linkOf(await newMails(town), heldEmail);
    await sent(confirm, {});
    const { make } = town.house.links;
    const answer = answerPath(town.house, {
      request,
      unit: department.id,
      person: leader,
      address: (await ask<{ email: string }>('select email from person where id = $1', [leader])).email,
      at: new Date(),
    });
    const tokenOf = (path: string) => path.split('/').at(-1)!;

    // Somebody takes part in a partnership by link, and somebody is invited to it.
    const { id: partnership, facilitator } = await foundPartnership(town, { name: `${name} kitchens` });
    const invited = [`part.${half}@guest.test`, `new.${half}@guest.test`].join('\n');
    const many = { role: 'lead', invited, language: 'en', note: '' };
    await sent(`/partnerships/${partnership}/invitations`, many, facilitator);
    const of = async (address: string) =>
      (await ask<{ id: string }>('select id from partner_invitation where email = $1', [address])).id;
    const partInvitation = make('partner-invitation', await of(`new.${half}@guest.test`));
    const joins = make('mailed-partner-invitation', await of(`part.${half}@guest.test`));
    await sent(`/partnership-invitations/${joins}`, { name: 'Pia', group: 'Bakers', kind: 'business' });
    const guestId = (await ask<{ id: string }>(`select id from guest_address order by id`)).id;
    const shown = await foundPartnership(town, {
      name: `${name} in the open`,
      partners: [{ name: 'Bakers', kind: 'business' }],
    });
    const baker = shown.partners[0]!.lead;
    const photo = await town.post(`/partnerships/${shown.id}/timeline`, await withPicture(), { as: baker });
    expect(photo.status).toBe(303);
    const shownAt = await putOutIn(town, shown, { moments: [await lastId('moment', shown.id)] });
    const openDecision = await settleShown(town, shown);
    // Proven and tried: it can be switched on.
    await ask(
      `insert into own_sign_in (id, space_id, domain, proven_at, seen_at, issuer, client_id, client_secret, tried_at)
       values ($1, $2, $3, app_now(), app_now(), 'https://login.example', 'city', 'sealed', app_now())`,
      [newId(), department.id, `${half}.example`],
    );
    const passkey = newId();
    await town.database.system(({ db }) =>
      db
        .insertInto('passkey')
        .values({
          ...{ id: passkey, person_id: leader, credential_id: passkey, public_key: Buffer.from('none') },
          ...{ counter: 0, transports: [], name: 'My phone', used_at: null },
        })
        .execute(),
    );
    return {
      department,
      group,
      hidden,
      unclaimed,
      body,
      request,
      brief,
      held,
      published: await lastId('published_request', answered),
      responsibility: await lastId('responsibility', department.id),
      removedResponsibility,
      absence: await lastId('absence', department.id),
      suggestion: await lastId('suggestion', department.id),
      ally: allyId,
      removedAlly,
      ask: await lastId('ally_ask', group.id),
      card: publicCard,
      hiddenCard: await lastId('value_card', group.id),
      claim: await lastId('claim', unclaimed.id),
      invitation,
      named: group.id,
      naming: body.id,
      membership: (
        await ask<{ id: string }>('select id from membership where space_id = $1 and person_id = $2', [
          department.id,
          half === 'own' ? people.member : leader,
        ])
      ).id,
      session: (
        await ask<{ id: string }>(
          'select s.id from auth_session s join person p on p.login_id = "userId" where p.id = $1',
          [leader],
        )
      ).id,
      passkey,
      file: await lastId('file', department.id),
      open: shownAt.split('/').at(-1)!,
      openPicture: await lastId('file', shown.id),
      openDecision,
      tokens: {
        invitation: make('invitation', invitation),
        follow: tokenOf(followed.follow),
        answer: tokenOf(answer),
        confirm: tokenOf(confirm),
        brief: make('brief', brief, asker),
        partInvitation,
        part: make('part', guestId),
        partAccount: make('part-account', guestId, `part.${half}@guest.test`, String(Date.now() * 2)),
        told: make('told', asker, ''),
        merge: make(
          'merge',
          leader,
          half === 'own' ? people.outsider : people.member,
          String(Date.now() * 2),
        ),
      },
    };
  }

  const own = await settle('own');
  const foreign = await settle('foreign');
  await sent('/goals', { title_en: 'Lawns', target_en: 'More lawns' }, administrator);
  const retiredGoal = await lastId('city_goal');
  await sent(`/goals/${retiredGoal}/retirement`, {}, administrator);
  await sent('/goals', { title_en: 'Shade', target_en: 'More trees' }, administrator);
  const provision = { kind: 'signing', title_en: 'Two sign', meaning_en: 'Both' };
  await sent('/framework', provision, administrator);
  const retiredProvision = await lastId('provision');
  await sent(`/framework/${retiredProvision}/retirement`, {}, administrator);
  await sent('/framework', provision, administrator);
  await town.post('/training', trainingForm(), { as: administrator });
  const cancelledTraining = await lastId('training');
  await sent(`/training/${cancelledTraining}/cancellation`, { reason: 'Too few' }, administrator);
  await town.post('/training', trainingForm(), { as: administrator });
  await town.post('/settings/ways', copyForm('majority'), { as: administrator });
  const retiredWay = await lastId('own_way');
  await sent(`/settings/ways/${retiredWay}/retirement`, {}, administrator);
  await town.post('/settings/ways', copyForm('gradients'), { as: administrator });
  await sent(`/requests/${own.request}/report`, { reason: 'An insult' }, people.asker);
  const file = new File(['name_en;kind\n'], 'organisations.csv', { type: 'text/csv' });
  await town.post('/directory-files', { table: 'organisations', file }, { as: administrator });
  const mail = await ask<{ id: string }>(`
    update mail set sent_at = null, failed_at = app_now(), html = 'x', text = 'x'
    where id = (select id from mail order by id limit 1) returning id`);
  const arrival = newId();
  await ask(
    `insert into partnership_arrival (id, space_id, about, ended_at, came_of)
    values ($1, $2, '{"name": "Canteens", "partners": [], "organisations": []}', app_now(), 'same')`,
    [arrival, town.city],
  );
  const loss = newId();
  await ask(`insert into factor_loss (id, space_id, person_id, reach) values ($1, $2, $3, 'By telephone')`, [
    loss,
    town.city,
    people.outsider,
  ]);
  return {
    people,
    halves: { own, foreign },
    city: {
      goal: await lastId('city_goal'),
      retiredGoal,
      provision: await lastId('provision'),
      retiredProvision,
      training: await lastId('training'),
      cancelledTraining,
      way: await lastId('own_way'),
      retiredWay,
      report: await lastId('abuse_report'),
      upload: await lastId('directory_upload'),
      mail: mail.id,
      loss,
      arrival,
      account: people.otherAsker,
    },
  };
}

function linkOf(mails: Awaited<ReturnType<typeof newMails>>, address: string): string {
  const found = mails.to(address).text?.match(/https?:\/\/town\.test(\S+)/);
  if (!found) throw new Error(`No link to ${address}`);
  return found[1]!;
}

type PutBack = (() => Promise<void>) & { changed(): Promise<string[]> };

/** Remembers every table as it is now; what is returned puts those back that have changed since, or names them. */
export async function keepAsItIs(town: TestTown): Promise<PutBack> {
  const { outer } = town.database;
  const { rows } = await outer.query(`
    select t.table_name as name, string_agg(quote_ident(c.column_name), ', ') as columns,
      (select string_agg(format('p.%1$I = k.%1$I', a.attname), ' and ') from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = format('public.%I', t.table_name)::regclass and i.indisprimary) as same
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    group by t.table_name`);
  const tables = rows as { name: string; columns: string; same: string }[];
  const marksOf = (some: readonly { name: string }[]) =>
    some
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as mark from public.${name}`,
      )
      .join(' union all ');
  await outer.query(
    [
      'create schema kept',
      ...tables.map(({ name }) => `create table kept.${name} as table public.${name}`),
      // A function keeps its plan: to plan a look at a hundred tables takes ten times as long as the look.
      `create function kept.marks() returns table (name text, mark text) language plpgsql as
       $$ begin return query ${marksOf(tables)}; end $$`,
    ].join(';'),
  );
  type Mark = { name: string; mark: string };
  /** Which transactions have left rows in a table: another one when anything has changed. */
  const look = async (sql: string) =>
    ((await outer.query(sql)).rows as Mark[]).map(({ name, mark }) => [name, mark] as const);
  const marks = async () => new Map(await look('select * from kept.marks()'));
  /** The next transaction that will write: while it is the same one, nobody has. */
  const nextWriter = async (): Promise<string> =>
    (await outer.query('select pg_snapshot_xmax(pg_current_snapshot())::text as next')).rows[0].next;
  let writer = await nextWriter();
  const before = await marks();
  const findChanged = async () => {
    const next = await nextWriter();
    if (next === writer) return [];
    const now = await marks();
    const changed = tables.filter(({ name }) => now.get(name) !== before.get(name));
    if (changed.length === 0) writer = next;
    return changed;
  };
  const putBack = async () => {
    const changed = await findChanged();
    if (changed.length === 0) return;
    await outer.query(
      [
        'begin',
        'set local session_replication_role = replica',
        // Only what has changed: tables written anew each time fill the disk with what they were.
        ...changed.map(({ name }) => `delete from public.${name} where xmin::text::bigint >= ${writer}`),
        ...changed.map(
          ({ name, columns, same }) =>
            `insert into public.${name} (${columns}) overriding system value select ${columns} from kept.${name} k
               where not exists (select from public.${name} p where ${same})`,
        ),
        'commit',
      ].join(';'),
    );
    writer = await nextWriter();
    for (const [name, mark] of await look(marksOf(changed))) before.set(name, mark);
    town.house.city.forget();
  };
  return Object.assign(putBack, {
    changed: async () => (await findChanged()).map(({ name }) => name),
  });
}
