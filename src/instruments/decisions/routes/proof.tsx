import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, participants, type Route } from '../../../platform/http/route.ts';
import { loadProof } from '../proving.ts';
import { ProofPage } from '../views/proof.tsx';
import { ids } from './at.ts';

async function show(page: Page): Promise<Response> {
  const view = await page.read((tx) => loadProof(tx, ...ids(page)));
  return page.html(<ProofPage page={page} {...view} />);
}

async function download(page: Page): Promise<Response> {
  const { proof } = await page.read((tx) => loadProof(tx, ...ids(page)));
  if (!proof) throw new NotFound();
  return page.body(`${JSON.stringify(proof, null, 2)}\n`, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="decision-${proof.position}.json"`,
  });
}

/** How what was decided is proved to somebody who trusts nobody here. */
export const proofs = (base: string): Route[] => [
  get(`${base}/proof`, participants, show),
  get(`${base}/proof.json`, participants, download),
];
