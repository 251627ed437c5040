import { sql } from 'kysely';
import type { TestTown } from '../../testing.ts';

/** A vision that somebody begins, and its address. */
export async function beginVision(town: TestTown, partnership: string, as: string): Promise<string> {
  const form = { title: 'Our vision', from: 'vision' };
  const { location } = await town.post(`/partnerships/${partnership}/texts`, form, { as });
  return location!;
}

/** Its sections, in their order. */
export async function sectionsOf(town: TestTown, path: string): Promise<{ id: string; heading: string }[]> {
  const { rows } = await town.database.system(({ db }) =>
    sql<{ id: string; heading: string }>`
      select id, heading from document_block where document_id = ${path.split('/').at(-1)!} order by position`.execute(
      db,
    ),
  );
  return rows;
}

const sentences = [
  'One dish in ten is made of plants in our 22 kitchens.\n\nMost of it comes from far away.',
  'We teach and buy together. Cooks decide with us.',
  'Guests of all canteens, 9,000 a day.',
  'More guests choose plants, and say why.',
  'Half of all dishes are made of plants by 2029.',
];

export function wordsFor(n: number): string {
  return sentences[n]!;
}
