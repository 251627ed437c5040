import type { Database } from '../database/database.ts';
import { commit, type Head, link, origin } from './chain.ts';

export type Finding = {
  space: string;
  position: number | null;
  entry: string | null;
  /** Which kind of harm; `docs/guides/operate.md` says what each means. Entries that changed places show as edited. */
  harm: 'edited' | 'personal-edited' | 'deleted' | 'inserted' | 'truncated' | 'forged-head';
};

export type Verification = {
  entries: number;
  spaces: number;
  findings: Finding[];
  heads: ({ space: string } & Head)[];
};

/** Entries may be sealed this much out of the order of their times (transactions side by side). */
const tolerance = 10 * 60_000;
const page = 2_000;

/**
 * Walks every chain and recomputes it. `kept` are heads from outside (a mail, an export, the public
 * page): a chain that was cut off behind one of them, or rewritten before it, is found by it alone.
 */
export async function verifyJournal(
  database: Database,
  kept: readonly ({ space: string } & Head)[] = [],
): Promise<Verification> {
  const findings: Finding[] = [];
  const heads = new Map<string, Head>();
  const newest = new Map<string, number>();
  const keptAt = new Map(kept.map((head) => [`${head.space}:${head.position}`, head]));
  let entries = 0;
  let after: { space_id: string; position: number } | undefined;

  for (;;) {
    const rows = await database.system(({ db }) => {
      let query = db
        .selectFrom('journal_seal as s')
        .leftJoin('journal_entry as e', 'e.id', 's.entry_id')
        .select(['s.space_id as chain', 's.position', 's.entry_id', 's.hash'])
        .select(['e.id', 'e.space_id', 'e.kind', 'e.subject_id', 'e.at', 'e.audience', 'e.audience_id'])
        .select(['e.content', 'e.commitment', 'e.salt', 'e.actor_id', 'e.personal'])
        .orderBy('s.space_id')
        .orderBy('s.position')
        .limit(page);
      if (after) {
        const { space_id, position } = after;
        query = query.where(({ or, and, eb }) =>
          or([
            eb('s.space_id', '>', space_id),
            and([eb('s.space_id', '=', space_id), eb('s.position', '>', position)]),
          ]),
        );
      }
      return query.execute();
    });
    for (const row of rows) {
      const before = heads.get(row.chain) ?? { position: 0, hash: origin };
      const found = (harm: Finding['harm']) =>
        findings.push({ space: row.chain, position: row.position, entry: row.entry_id, harm });
      if (row.position !== before.position + 1) found('deleted');
      if (row.id === null) {
        found('deleted');
      } else {
        const entry = row as typeof row & {
          id: string;
          space_id: string;
          kind: string;
          at: Date;
          audience: string;
          content: Record<string, unknown>;
          commitment: Buffer;
        };
        const expected = link(before.hash, row.position, entry);
        if (!expected.equals(row.hash) || entry.space_id !== row.chain) found('edited');
        if (row.salt && !commit(row.salt, row.actor_id, row.personal).equals(entry.commitment))
          found('personal-edited');
        if (!row.salt && (row.actor_id || row.personal)) found('personal-edited');
        const latest = newest.get(row.chain) ?? 0;
        if (entry.at.getTime() < latest - tolerance) found('inserted');
        newest.set(row.chain, Math.max(latest, entry.at.getTime()));
      }
      const outside = keptAt.get(`${row.chain}:${row.position}`);
      if (outside && !outside.hash.equals(row.hash)) found('forged-head');
      heads.set(row.chain, { position: row.position, hash: row.hash });
      entries += 1;
    }
    const last = rows.at(-1);
    if (!last) break;
    after = { space_id: last.chain, position: last.position };
  }

  for (const head of kept) {
    if ((heads.get(head.space)?.position ?? 0) < head.position) {
      findings.push({ space: head.space, position: head.position, entry: null, harm: 'truncated' });
    }
  }
  return {
    entries,
    spaces: heads.size,
    findings,
    heads: [...heads].map(([space, head]) => ({ space, ...head })),
  };
}
