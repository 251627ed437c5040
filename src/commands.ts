import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rooms } from './app.tsx';
import { backupCommands } from './backup-commands.ts';
import { carryingCommands } from './carrying-commands.ts';
import { ConfigProblem, lastAddress, readConfig } from './config.ts';
import { removeDemo } from './demo.ts';
import { openEmptyCity } from './empty-city.ts';
import { firstAdministratorCode } from './instruments/city/first-administrator.ts';
import { recordChange } from './instruments/second-factor/actions.ts';
import { linkLifetime } from './platform/accounts/auth.ts';
import { BackupProblem } from './platform/backup/problem.ts';
import { DataFolderHeld } from './platform/embedded/lock.ts';
import { StoreAway } from './platform/files/store.ts';
import type { House } from './platform/house.ts';
import { ImportProblem } from './platform/import/read-file.ts';
import { importCityFile } from './platform/import/run-import.ts';
import { readHead, writeHead } from './platform/journal/chain.ts';
import { sealerOn } from './platform/journal/sealer.ts';
import { verifyJournal } from './platform/journal/verify.ts';
import { openLog } from './platform/log.ts';
import { openHouse } from './platform/open-house.ts';

/** Each returns the exit code. They work while the city runs as well as when it does not. */
export const commands: Record<string, (house: House, words: string[]) => Promise<number>> = {
  import: importFile,
  'verify-journal': verify,
  'remove-demo': remove,
  'let-in': letIn,
  ...carryingCommands,
};

export async function run(home: string, name: string, words: string[]): Promise<number> {
  const command = commands[name];
  const alone = backupCommands[name];
  if (!command && !alone) {
    const all = [...Object.keys(commands), ...Object.keys(backupCommands)];
    console.error(`There is no command "${name}". Commands are: ${all.join(', ')}.`);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    if (!command) return await alone!({ home, config, words });
    const opened = await openHouse({
      config,
      migrations: join(home, 'migrations'),
      rooms,
      log: openLog('warn'),
      beside: true,
    });
    try {
      await openEmptyCity(opened.house.database, { name: {}, setUp: false });
      return await command(opened.house, words);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const told = [ConfigProblem, DataFolderHeld, BackupProblem, StoreAway].some(
      (problem) => error instanceof problem,
    );
    if (!told) throw error;
    console.error((error as Error).message);
    return 1;
  }
}

/** npm run import -- FILE */
async function importFile(house: House, [file]: string[]): Promise<number> {
  if (!file) {
    console.error('Say which file: npm run import -- FILE');
    return 2;
  }
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    console.error(`The file ${file} cannot be read.`);
    return 1;
  }
  try {
    const { added, changed, unchanged } = await importCityFile(house, text, { demo: false });
    console.log(`${added} added, ${changed} changed, ${unchanged} as before`);
    return 0;
  } catch (error) {
    const problems = error instanceof AggregateError ? error.errors : [error];
    if (!problems.every((problem) => problem instanceof ImportProblem)) throw error;
    console.error('Nothing was brought in. The file has these mistakes:');
    for (const problem of problems as ImportProblem[]) {
      console.error(`  line ${problem.line ?? '?'}, ${problem.field || 'the file'}: ${problem.message}`);
    }
    return 1;
  }
}

/** npm run verify-journal -- [--head SPACE:POSITION:HASH …] */
async function verify(house: House, words: string[]): Promise<number> {
  const kept = [];
  for (let at = 0; at < words.length; at += 1) {
    const head = words[at] === '--head' ? readHead(words[++at] ?? '') : readHead(words[at]!);
    if (!head) {
      console.error(`"${words[at] ?? ''}" is not a head. A head looks like SPACE:POSITION:HASH.`);
      return 2;
    }
    kept.push(head);
  }
  const seal = sealerOn(house.database);
  while ((await seal()) > 0);
  const found = await verifyJournal(house.database, kept);
  for (const { harm, space, position, entry } of found.findings) {
    console.log(`${harm}: space ${space}, position ${position ?? '?'}${entry ? `, entry ${entry}` : ''}`);
  }
  console.log(`${found.entries} entries in ${found.spaces} chains, ${found.findings.length} findings`);
  for (const { space, position, hash } of kept) {
    if (!found.findings.some((finding) => finding.space === space))
      console.log(`The head ${writeHead(space, { position, hash })} fits: nothing before it was changed.`);
  }
  const { space } = await house.city.get();
  const head = found.heads.find((one) => one.space === space);
  if (head) console.log(`Head of the city, to be kept elsewhere: ${writeHead(space, head)}`);
  return found.findings.length === 0 ? 0 : 1;
}

/** npm run remove-demo -- --yes */
async function remove(house: House, [yes]: string[]): Promise<number> {
  if (!(await house.city.get()).sample) {
    console.log('There is no sample city here.');
    return 0;
  }
  if (yes !== '--yes') {
    console.log(
      'This takes out the sample city for good: its organisations, its people, every request to or from them, your own trials too, and all mails that were not sent. Organisations that people registered here themselves stay.',
    );
    console.log('If that is what you want: npm run remove-demo -- --yes');
    return 1;
  }
  const { organisations, people, mails, staying } = await removeDemo(house);
  console.log(
    `The sample city is gone: ${organisations} organisations, ${people} people, ${mails} mails that nobody had sent.`,
  );
  if (staying.length > 0) {
    console.log('What people registered here themselves stays, with those who belong to it:');
    for (const name of staying) console.log(`  ${name}`);
  }
  const code = await firstAdministratorCode(house);
  if (code)
    console.log(
      `Now open ${lastAddress(house.config)}/setup and give this code, which works once:\n  ${code}`,
    );
  return 0;
}

/**
 * npm run let-in -- ADDRESS [--without-second-factor]: a way in for somebody who forgot the password where no mail goes
 * out, or who lost the second factor where there are no two administrators besides them.
 */
async function letIn(house: House, [address, also]: string[]): Promise<number> {
  if (!address || (also !== undefined && also !== '--without-second-factor')) {
    console.error('Say for whom: npm run let-in -- ADDRESS [--without-second-factor]');
    return 2;
  }
  const way = await house.accounts.letIn(address);
  if (!way) {
    console.error(`Nobody here has the address ${address}.`);
    return 1;
  }
  console.log(
    `The old password is gone. This link signs ${way.name} in once, within ${linkLifetime / 60} minutes:`,
  );
  console.log(`${lastAddress(house.config)}/sign-in/links/${way.token}?next=%2Faccount`);
  if (way.asks && also) {
    const { space } = await house.city.get();
    await house.database.system(async (tx) => {
      await house.accounts.factors.removeAll(tx, way.person);
      await recordChange(tx, space, 'let-in', way.person);
    });
    console.log('Their second factor is gone. They are told by mail, and set up a new one in their account.');
  } else if (way.asks) {
    console.log('Then it asks for their second factor. If that is lost: add --without-second-factor');
  }
  return 0;
}
