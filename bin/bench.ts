// npm run bench: everything beside a floor measured in the same run, on both databases.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { benchOn, benchStarts, type PageFigures, sizes, writeReport } from '../bench/run.ts';
import { openBenchStores } from './bench-stores.ts';
import { buildClient } from './build-client.ts';

const home = join(import.meta.dirname, '..');
const outDir = join(home, 'build');
/** One database, and some pages: `npm run bench -- postgres decision,register`. */
const [, , only, pages] = process.argv;

await buildClient(outDir);
await build({
  absWorkingDir: home,
  entryPoints: {
    'bench/serve': 'bench/serve.ts',
    'bench/embedded-worker': 'src/platform/embedded/worker.ts',
  },
  outdir: outDir,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});

const starts = only ? undefined : await benchStarts(home);
if (starts)
  console.log(
    `npm start: first ${starts.first.toFixed(1)} s, second ${starts.second.toFixed(1)} s (dependencies installed)`,
  );

const grownTo = Object.entries(sizes)
  .map(([what, size]) => `${size.toLocaleString('en')} ${what}`)
  .join(', ');
const columns = ['req/s', 'floor', 'share', 'p50 ms', 'p99 ms', 'floor p50', 'floor p99', 'queries'];

const reports = [];
for (const open of openBenchStores(only)) {
  const store = await open();
  try {
    // Each figure is printed as it comes: a run takes many minutes.
    const report = await benchOn(store, home, join(outDir, 'bench', 'serve.js'), {
      only: pages?.split(','),
      city: (size) => {
        console.log(`\n${store.name}, ${size === 'small' ? 'sample city' : grownTo}`);
        console.log(`${'page'.padEnd(20)}${columns.map((head) => head.padStart(11)).join('')}`);
      },
      page: (row) => console.log(line(row)),
    });
    reports.push(report);
    print(report);
  } finally {
    await store.close();
  }
}
const bytes = firstView();
console.log(
  `\nAssets, brotli: JavaScript ${bytes.js} B, CSS ${bytes.css} B, theme ${bytes.theme} B; font ${bytes.font} B`,
);
writeReport(join(outDir, 'bench.json'), { starts, reports, bytes });

function print({
  place,
  small,
  large,
  writes,
  votes,
  reminding,
  watching,
}: Awaited<ReturnType<typeof benchOn>>): void {
  for (const row of large) {
    const before = small.find(({ page }) => page === row.page)!;
    console.log(
      `${row.page}: time for a page ${((before.rate / row.rate - 1) * 100).toFixed(0)} % up from small to large`,
    );
  }
  console.log(
    `${place}: bare inserts ${writes.bare.toFixed(0)}/s, journalled writes ${writes.journalled.toFixed(0)}/s, ${((writes.journalled / writes.bare) * 100).toFixed(0)} %`,
  );
  console.log(
    `${place}: bare voices ${votes.bare.toFixed(0)}/s, voices cast ${votes.cast.toFixed(0)}/s, ${((votes.cast / votes.bare) * 100).toFixed(0)} %`,
  );
  const { alone, beside, mails, seconds } = reminding;
  console.log(
    `${place}: register ${alone.toFixed(0)} req/s, ${beside.toFixed(0)} while ${mails} people are reminded (${seconds.toFixed(0)} s): ${((1 - beside / alone) * 100).toFixed(0)} % slower`,
  );
  console.log(
    `${place}: queries of live streams while one thing happens: ${watching[0]} for 1, ${watching[1]} for 500`,
  );
}

function line(row: PageFigures): string {
  const cells = [
    row.rate.toFixed(0),
    row.floor.toFixed(0),
    `${(row.share * 100).toFixed(0)} %`,
    row.p50,
    row.p99,
    row.floorP50,
    row.floorP99,
    row.queries,
  ];
  return `${row.page.padEnd(20)}${cells.map((cell) => String(cell).padStart(11)).join('')}`;
}

function firstView(): { js: number; css: number; theme: number; font: number } {
  const folder = join(outDir, 'client');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const size = (name: string) =>
    readdirSync(folder).includes(`${name}.br`)
      ? statSync(join(folder, `${name}.br`)).size
      : brotliCompressSync(readFileSync(join(folder, name))).length;
  return {
    js: size(manifest.js),
    css: size(manifest.css),
    theme: size(manifest.themes.elvestad),
    font: statSync(join(folder, manifest.font)).size,
  };
}
