import { z } from 'zod';

/** The format; it changes when a backup could no longer be read by what was written before. */
export const format = 1;

const named = z.object({ name: z.string(), columns: z.array(z.string()) });

/** The first part: what has to be there before the rows come. */
export const beginningSchema = z.object({
  format: z.number(),
  program: z.string(),
  /** When the snapshot was taken, by the database's clock. */
  made: z.iso.datetime(),
  database: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(named),
});
export type Beginning = z.infer<typeof beginningSchema>;

/** The last part: what has to be there once all is read. */
export const manifestSchema = z.object({
  format: z.number(),
  program: z.string(),
  made: z.iso.datetime(),
  database: z.string(),
  migration: z.string(),
  tables: z.record(z.string(), z.number()),
  sequences: z.record(z.string(), z.string()),
  /** Of each space, `position:hash`. */
  heads: z.record(z.string(), z.string()),
  files: z.object({
    kept: z.number(),
    /** Named by a row, and not in the folder. */
    missing: z.array(z.string()),
  }),
  secret: z.boolean(),
  parts: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const names = { beginning: 'begin.json', secret: 'secret', manifest: 'manifest.json' } as const;

export const rowsIn = ({ tables }: Pick<Manifest, 'tables'>) =>
  Object.values(tables).reduce((sum, rows) => sum + rows, 0);
