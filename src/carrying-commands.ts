import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { bringPartnership, packPartnership } from './instruments/carrying/actions.ts';
import { words } from './instruments/carrying/messages/index.ts';
import { CarryProblem } from './platform/carrying/problem.ts';
import { openCarried } from './platform/carrying/read.ts';
import { intoFile, type OnStep } from './platform/carrying/write.ts';
import type { House } from './platform/house.ts';
import { isId } from './platform/id.ts';

/** Partnerships go to another city, or come from one. They return the exit code. */
export const carryingCommands: Record<string, (house: House, words: string[]) => Promise<number>> = {
  'export-partnership': exportPartnership,
  'import-partnership': importPartnership,
};

/** npm run export-partnership -- ID FILE */
async function exportPartnership(house: House, [id = '', file]: string[]): Promise<number> {
  // The address of any of its pages holds the id.
  const wanted = id.split('/').find(isId);
  if (!wanted || !file) {
    console.error(
      'Say which and where to: npm run export-partnership -- ID FILE. The ID stands in its address.',
    );
    return 2;
  }
  if (existsSync(file)) {
    console.error(`There is a file ${file} already. Nothing was written.`);
    return 1;
  }
  const begun = performance.now();
  const { defaultLocale: locale } = await house.city.get();
  const packed = await packPartnership(house, { id: wanted, holds: 'whole', locale }, telling());
  if (!packed) {
    console.error(`There is no partnership ${wanted} here.`);
    return 1;
  }
  const bytes = await intoFile(packed.zip, file);
  const { content, journal } = packed.gathered;
  const rows = content.tables.reduce((sum, table) => sum + table.rows.length, 0);
  console.log(
    `${content.partnership.name}: rows ${rows}, entries of the journal ${journal.length}, pictures ${content.files.kept.length}.`,
  );
  for (const [space, head] of Object.entries(content.heads))
    console.log(`Head of the journal: ${space}:${head}`);
  console.log(`Written in ${secondsSince(begun)}: ${file}, ${(bytes / 1_000).toFixed(0)} kB.`);
  console.log(
    'It holds all of it: what partners keep to themselves, answers that are not open yet, and mail addresses. Keep it as you keep a backup.',
  );
  return 0;
}

/** npm run import-partnership -- FILE */
async function importPartnership(house: House, [file]: string[]): Promise<number> {
  if (!file) {
    console.error('Say which file: npm run import-partnership -- FILE');
    return 2;
  }
  if (!existsSync(file)) {
    console.error(`The file ${file} cannot be read.`);
    return 1;
  }
  const say = words('en');
  const begun = performance.now();
  try {
    const onStep = telling();
    const opened = await openCarried(file, onStep);
    const { name } = opened.content.partnership;
    const arrival = await bringPartnership(house, opened, { onStep }).finally(opened.close);
    if (arrival.stands !== 'new') {
      console.log(
        `${say('done.same', { name })}. ${say(`done.${arrival.stands === 'ahead' ? 'ahead' : 'same'}.lead`)}`,
      );
      return 0;
    }
    console.log(`${say('done.new', { name })}. ${say('done.new.lead', { n: arrival.entries })}`);
    console.log(say('arrival.account', { n: arrival.withAccount }));
    console.log(say('arrival.link', { n: arrival.people - arrival.withAccount }));
    const organisations = arrival.organisations.map((one) => one.name.en ?? Object.values(one.name)[0] ?? '');
    if (organisations.length > 0)
      console.log(say('arrival.organisations', { names: organisations.join(', ') }));
    console.log(`Brought in within ${secondsSince(begun)}. Now run: npm run verify-journal`);
    return 0;
  } catch (error) {
    if (!(error instanceof CarryProblem)) throw error;
    console.error(`${basename(file)}: ${say(`fault.${error.fault}`, error.values)} ${say('refused.lead')}`);
    return 1;
  }
}

/** A line for each tenth of the way. */
function telling(): OnStep {
  const say = words('en');
  const told = new Map<string, number>();
  return (step, done, of) => {
    const tenth = Math.floor((done / of) * 10);
    if (told.get(step) === tenth) return;
    told.set(step, tenth);
    console.log(say(`going.${step}`, { done, of }));
  };
}

const secondsSince = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
