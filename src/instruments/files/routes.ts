import { findFile } from '../../platform/files/files.ts';
import { pictureAnswer } from '../../platform/files/serving.ts';
import type { Size } from '../../platform/files/store.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, type Route } from '../../platform/http/route.ts';
import { words } from './messages/index.ts';

export function routes(house: House): Route[] {
  const serve = (size: Size) => async (page: Page) => {
    const file = await page.read((tx) => findFile(tx, page.param('file')));
    if (!file) throw new NotFound();
    return pictureAnswer(house, page, file, size, words(page.locale)('away'));
  };

  return [
    get('/files/:file', participants, serve('large')),
    get('/files/:file/small', participants, serve('small')),
  ];
}
