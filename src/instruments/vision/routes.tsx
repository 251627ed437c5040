import type { Page } from '../../platform/http/page.ts';
import { get, participants, type Route } from '../../platform/http/route.ts';
import { loadVision } from './actions.ts';
import { VisionPage } from './views/vision.tsx';

async function show(page: Page): Promise<Response> {
  const vision = await page.read((tx) => loadVision(tx, page.param('id'), page.city.timeZone));
  return page.html(<VisionPage page={page} {...vision} />);
}

export const routes: Route[] = [get('/partnerships/:id/vision', participants, show)];
