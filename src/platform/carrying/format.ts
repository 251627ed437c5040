import { z } from 'zod';
import { locales } from '../i18n/locale.ts';

/** The format; it changes when a file could no longer be read by what was written before. */
export const format = 1;

/**
 * What the parts of a file are called. Whatever is called otherwise is not ours: so no name leads out of a folder, and
 * what a program for zip files adds is told at once.
 */
export const names = {
  manifest: 'manifest.json',
  readme: 'README.md',
  content: 'partnership.json',
  journal: 'journal.jsonl',
} as const;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ours = new RegExp(
  `^(?:${Object.values(names).join('|').replaceAll('.', '\\.')}|(?:[a-z0-9-]+/)?[a-z0-9-]+\\.md|files/${uuid}(?:-small)?\\.webp)$`,
);
export const isOurs = (name: string): boolean => name.length <= 120 && ours.test(name);
/** The bytes of a picture, by the name that they have in the store of files. */
export const partOfFile = (name: string) => `files/${name}.webp`;

/** Limits of what is unpacked, known before anything is. A partnership of 5,000 entries is a hundredth of them. */
export const limits = {
  entries: 20_000,
  /** Bytes of one part, and of all together, unpacked. */
  each: 256 * 1024 * 1024,
  all: 2 * 1024 * 1024 * 1024,
} as const;

/** The last part: what the others have to be. Against damage; against forgery stands a head that was kept elsewhere. */
export const manifestSchema = z.object({
  samvirke: z.literal('partnership'),
  format: z.number(),
  parts: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const id = z.guid();
const moment = z.string();

/** Somebody whom a row names. Mail addresses stand in a whole file only. */
const person = z.object({
  id,
  /** `former`: was erased, and this is the name that the partnership keeps. `guest`: takes part by link. */
  kind: z.enum(['person', 'mailbox', 'guest', 'former']),
  name: z.string(),
  locale: z.enum(locales),
  created_at: moment,
  deactivated_at: moment.nullable(),
  /** The account into which this one was merged. */
  merged_into: id.nullable(),
  former_number: z.number().nullable(),
  address: z.string().nullable(),
  /** They have shown that mails to this address reach them. */
  proven: z.boolean(),
});
export type CarriedPerson = z.infer<typeof person>;

/** An organisation that is a partner, as much of it as the partnership knows. */
const organisation = z.object({ id, kind: z.string(), name: z.record(z.string(), z.string()) });

/** A table of the database with its rows: `null` stands for no value, bytes are `\x` and hexadecimal, times are in UTC. */
const table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.unknown())),
});
export type CarriedTable = z.infer<typeof table>;

/** `partnership.json`: everything but the journal and the pictures. */
export const contentSchema = z.object({
  samvirke: z.literal('partnership'),
  format: z.number(),
  /** `whole`: all of it, what partners keep among themselves too. `shared`: what everybody who takes part may read. */
  holds: z.enum(['whole', 'shared']),
  program: z.string(),
  made: moment,
  from: z.object({ city: z.string(), url: z.string() }),
  /** Of the database that it comes from. */
  migrations: z.array(z.string()),
  partnership: z.object({ id, name: z.string(), locale: z.enum(locales), ended: z.boolean() }),
  partners: z.array(z.object({ id, name: z.string() })),
  /** Of each space with a journal, `position:hash`. */
  heads: z.record(id, z.string()),
  people: z.array(person),
  organisations: z.array(organisation),
  tables: z.array(table),
  /** Ids of pictures, and of those that were not where they should be. */
  files: z.object({ kept: z.array(id), missing: z.array(id) }),
});
export type Content = z.infer<typeof contentSchema>;

/** One line of `journal.jsonl`: a seal, and the entry that it seals as far as the reader may know it. */
export const lineSchema = z.object({
  space: id,
  position: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sealed_at: moment.optional(),
  entry: z
    .object({
      id,
      audience: z.string(),
      audience_id: id.nullable(),
      kind: z.string(),
      subject_id: id.nullable(),
      at: moment,
      content: z.record(z.string(), z.unknown()),
      commitment: z.string().regex(/^\\x[0-9a-f]*$/),
      /** These three are gone for who was erased. */
      salt: z
        .string()
        .regex(/^\\x[0-9a-f]*$/)
        .nullable(),
      actor_id: id.nullable(),
      personal: z.record(z.string(), z.unknown()).nullable(),
    })
    .optional(),
});
export type JournalLine = z.infer<typeof lineSchema>;
