import { createHash } from 'node:crypto';
import { findCity } from '../city.ts';
import type { Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import type { ImportSection } from '../instrument.ts';
import { canonical } from '../journal/chain.ts';
import { type FileItem, ImportProblem, readCityFile } from './read-file.ts';

export type Imported = { added: number; changed: number; unchanged: number };

/** An item named another that has not come in yet. */
class NotYet extends Error {
  readonly source: string;
  constructor(source: string) {
    super(source);
    this.source = source;
  }
}

/**
 * Brings a city file in: all of it or nothing. An item that is the same as last time is left alone, so
 * the same file twice changes nothing. Items may name each other in any order.
 * @throws AggregateError of ImportProblems, each with line and field
 */
export async function importCityFile(
  house: House,
  text: string,
  { demo }: { demo: boolean },
): Promise<Imported> {
  const sections = new Map(
    house.instruments.flatMap((room) => room.importing ?? []).map((section) => [section.name, section]),
  );
  const { items, problems } = readCityFile(
    text,
    new Map([...sections].map(([name, section]) => [name, section.item])),
  );
  if (problems.length > 0) throw new AggregateError(problems, 'The file has mistakes');
  const imported = await house.database.system((tx) => new Import(tx, items, sections, demo).run());
  house.city.forget();
  return imported;
}

class Import {
  private readonly tx: Tx;
  private readonly demo: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each section's items were checked by its own schema
  private readonly sections: ReadonlyMap<string, ImportSection<any>>;
  private readonly bySource: ReadonlyMap<string, FileItem>;
  private readonly done = new Map<string, string>();
  private readonly underWay = new Set<string>();
  private readonly loaded: string[] = [];
  private readonly counts: Imported = { added: 0, changed: 0, unchanged: 0 };

  constructor(tx: Tx, items: readonly FileItem[], sections: Import['sections'], demo: boolean) {
    this.tx = tx;
    this.sections = sections;
    this.demo = demo;
    this.bySource = new Map(items.map((item) => [`${item.section}:${item.key}`, item]));
  }

  async run(): Promise<Imported> {
    for (const source of this.bySource.keys()) await this.bring(source);
    for (const source of this.loaded) await this.connect(source);
    return this.counts;
  }

  private async bring(source: string): Promise<void> {
    if (this.done.has(source)) return;
    const { section, item, key, lineOf } = this.bySource.get(source)!;
    if (this.underWay.has(source))
      throw new ImportProblem(`"${key}" leads back to itself`, section, lineOf([]));
    this.underWay.add(source);
    const digest = createHash('sha256').update(canonical(item)).digest();
    const before = await this.tx.db
      .selectFrom('import_item')
      .selectAll()
      .where('source', '=', source)
      .executeTakeFirst();
    if (before?.digest.equals(digest)) {
      this.done.set(source, before.subject_id);
      this.counts.unchanged += 1;
      return;
    }
    const { space, subject } = await this.load(source, before?.subject_id);
    await this.tx.db
      .insertInto('import_item')
      .values({ source, space_id: space, subject_id: subject, digest })
      .onConflict((conflict) =>
        conflict.column('source').doUpdateSet({ digest, space_id: space, subject_id: subject }),
      )
      .execute();
    if (this.demo)
      await this.tx.db
        .updateTable('space')
        .set({ demo: true })
        .where('id', '=', space)
        .where('kind', '<>', 'city')
        .execute();
    this.done.set(source, subject);
    this.loaded.push(source);
    this.counts[before ? 'changed' : 'added'] += 1;
  }

  /** What an item says of others that may say something of it in turn. */
  private async connect(source: string): Promise<void> {
    const { section, item, lineOf } = this.bySource.get(source)!;
    const { connect } = this.sections.get(section)!;
    if (!connect) return;
    const city = (await findCity(this.tx))!;
    const find = (wanted: string, key: string, field: string): string => {
      const found = this.done.get(`${wanted}:${key}`);
      if (found) return found;
      throw new ImportProblem(
        `There is no "${key}" among the ${wanted}`,
        `${section}.${field}`,
        lineOf(field.split('.').map(segment)) ?? lineOf([]),
      );
    };
    const subject = this.done.get(source)!;
    await connect(this.tx, item as never, { city, find, before: subject, demo: this.demo }, subject);
  }

  /** Loads an item; what it names and is not there yet comes first, and the item begins again. */
  private async load(
    source: string,
    before: string | undefined,
  ): Promise<{ space: string; subject: string }> {
    const { section, item, lineOf } = this.bySource.get(source)!;
    const city = (await findCity(this.tx))!;
    const find = (wanted: string, key: string, field: string): string => {
      const other = `${wanted}:${key}`;
      const found = this.done.get(other);
      if (found) return found;
      if (!this.bySource.has(other))
        throw new ImportProblem(
          `There is no "${key}" among the ${wanted}`,
          `${section}.${field}`,
          lineOf([field]) ?? lineOf([]),
        );
      throw new NotYet(other);
    };
    for (;;) {
      try {
        const { load } = this.sections.get(section)!;
        return await this.tx.attempt(() =>
          load(this.tx, item as never, { city, find, before, demo: this.demo }),
        );
      } catch (error) {
        if (error instanceof ImportProblem) throw error;
        if (!(error instanceof NotYet))
          throw new Error(`${source}: ${(error as Error).message}`, { cause: error });
        await this.bring(error.source);
      }
    }
  }
}

function segment(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}
