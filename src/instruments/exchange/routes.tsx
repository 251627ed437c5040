import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { bringIn, dryRun } from './actions.ts';
import { organisationTable, responsibilityTable } from './exports.ts';
import { words } from './messages/index.ts';
import { largestFile, tables } from './rules.ts';
import { findUpload, keepUpload } from './store.ts';
import { DryRunPage, FilesPage } from './views/files.tsx';

export function routes(house: House): Route[] {
  async function send(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { files, values } = await page.submitted();
    const name = tables.find((one) => one === values.table);
    const { file } = files;
    const errors = {
      ...(!name && { table: t('table.wanted') }),
      ...((!file || file.length === 0) && { file: t('file.wanted') }),
      ...(file && file.length > largestFile && { file: t('file.large') }),
    };
    if (!name || !file || Object.keys(errors).length > 0) {
      return page.html(<FilesPage page={page} form={{ values, errors }} />, 422);
    }
    const text = decoded(file);
    const id = await house.database.change(page.scope, (tx) =>
      keepUpload(tx, page.city.space, page.person!.id, name, text),
    );
    return page.redirect(`/directory-files/${id}`);
  }

  async function tryOut(page: Page): Promise<Response> {
    const id = idOf(page);
    const tried = await page.read(async (tx) => {
      const upload = await findUpload(tx, id);
      return upload && { name: upload.kind, ...(await dryRun(tx, page.scope, upload.kind, upload.text)) };
    });
    // Brought in: the browser's way back leads here once more.
    if (!tried) return page.redirect('/directory-files', words(page.locale)('gone'));
    const { name, changes, ...report } = tried;
    return page.html(<DryRunPage page={page} id={id} name={name} report={report} changes={changes} />);
  }

  async function bring(page: Page): Promise<Response> {
    const id = idOf(page);
    const upload = await page.read((tx) => findUpload(tx, id));
    // Brought in a moment ago, by the same button.
    if (!upload) return page.redirect('/directory-files');
    const report = await bringIn(house.database, page.scope, { id, ...upload });
    if (!report) return page.redirect('/directory-files');
    // The city has changed since the dry run.
    if (report.faults.length > 0)
      return page.html(<DryRunPage page={page} id={id} name={upload.kind} report={report} />, 422);
    return page.redirect('/who-does-what', words(page.locale)('told', { rows: report.rows }));
  }

  async function download(page: Page, table: (typeof tables)[number]): Promise<Response> {
    const text = await page.read((tx) =>
      table === 'organisations' ? organisationTable(tx) : responsibilityTable(tx),
    );
    return page.body(text, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${table}.csv"`,
      'cache-control': 'no-store',
    });
  }

  return [
    get('/directory-files', administrator, (page) => page.html(<FilesPage page={page} />)),
    post('/directory-files', administrator, send, { maxBody: largestFile + 64 * 1024 }),
    get('/directory-files/organisations.csv', administrator, (page) => download(page, 'organisations')),
    get('/directory-files/responsibilities.csv', administrator, (page) => download(page, 'responsibilities')),
    get('/directory-files/:id', administrator, tryOut),
    post('/directory-files/:id/import', administrator, bring),
  ];
}

function idOf(page: Page): string {
  const id = page.param('id');
  if (!isId(id)) throw new NotFound();
  return id;
}

/** Spreadsheets on Windows still write windows-1252 where nobody told them otherwise. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '');
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replaceAll('\0', '');
  }
}
