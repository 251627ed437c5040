import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';
import { buildTheme } from './build-theme.ts';
import { replaceFile, replaceOutputs, unfinished } from './replace-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of files beside the manifest. All but the manifest may be kept for a year: their names say what is in them. */
export type ClientManifest = {
  css: string;
  js: string;
  /** For the few pages that ask for a passkey. */
  passkey: string;
  font: string;
  themes: Record<string, string>;
  /** For pictures that the program draws itself. */
  colours: Record<string, { accent: string; turn: string }>;
};

/**
 * Builds what the browser needs into `outDir/client`, with each file compressed as well (`.br`, `.gz`).
 * Themes take seconds, so they are kept in `cache`.
 */
export async function buildClient(outDir: string, cache = join(outDir, '.cache')): Promise<ClientManifest> {
  const client = join(outDir, 'client');
  await mkdir(client, { recursive: true });
  const [bundled, themes] = await Promise.all([bundle(client), themesInto(client, cache)]);
  const manifest: ClientManifest = { ...bundled, themes, colours: await coloursOf(Object.keys(themes)) };
  const current = [bundled.css, bundled.js, bundled.passkey, bundled.font, ...Object.values(themes)];
  await Promise.all(
    current.filter((name) => /\.(css|js)$/.test(name)).map((name) => compress(join(client, name))),
  );
  await replaceFile(join(client, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await removeOthers(client, current);
  return manifest;
}

async function bundle(client: string): Promise<Omit<ClientManifest, 'themes' | 'colours'>> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: {
      styles: 'src/ui/styles.css',
      islands: 'src/islands/index.ts',
      passkey: 'src/islands/passkey.ts',
    },
    outdir: client,
    write: false,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutInlineStyle, withoutDataUrls],
  });
  await replaceOutputs(result.outputFiles, () => true);
  const written = Object.keys(result.metafile.outputs).map((path) => basename(path));
  const named = (pattern: RegExp) => {
    const found = written.find((name) => pattern.test(name));
    if (!found) throw new Error(`The client build wrote no file like ${pattern}`);
    return found;
  };
  return {
    css: named(/\.css$/),
    js: named(/^islands-.*\.js$/),
    passkey: named(/^passkey-.*\.js$/),
    font: named(/\.woff2$/),
  };
}

/**
 * Turbo puts a `<style>` for its progress bar into every page; our content security policy forbids it.
 * The bar is never shown (see `islands/index.ts`), so its style is left out.
 */
const withoutInlineStyle: Plugin = {
  name: 'without-inline-style',
  setup(building) {
    building.onLoad({ filter: /turbo\.es2017-esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const offending = 'document.head.insertBefore(this.stylesheetElement, document.head.firstChild);';
      if (!source.includes(offending)) {
        throw new Error('Turbo has changed how it adds its style: look at bin/build-client.ts');
      }
      return { contents: source.replace(offending, ''), loader: 'js' };
    });
  },
};

/** Icons in `data:` URLs are forbidden by the policy as well; our parts draw their own. */
const withoutDataUrls: Plugin = {
  name: 'without-data-urls',
  setup(building) {
    building.onLoad({ filter: /designsystemet-css.*\.css$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replaceAll(/url\("data:[^"]*"\)/g, 'none'), loader: 'css' };
    });
  },
};

async function themesInto(client: string, cache: string): Promise<Record<string, string>> {
  const folder = join(root, 'themes');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const themes: Record<string, string> = {};
  for (const name of names) {
    const city = basename(name, '.json');
    const css = await buildTheme({ city, config: await readFile(join(folder, name), 'utf8'), cache });
    const { code } = await transform(css, { loader: 'css', minify: true });
    const file = `theme-${city}-${fingerprint(code)}.css`;
    await replaceFile(join(client, file), code);
    themes[city] = file;
  }
  return themes;
}

async function coloursOf(themes: readonly string[]): Promise<ClientManifest['colours']> {
  const colours: ClientManifest['colours'] = {};
  for (const theme of themes) {
    const config = JSON.parse(await readFile(join(root, 'themes', `${theme}.json`), 'utf8'));
    const { main, support } = config.themes[theme].colors;
    colours[theme] = { accent: main.accent, turn: support.turn };
  }
  return colours;
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await replaceFile(`${path}.br`, await promisify(brotliCompress)(content, quality));
  await replaceFile(`${path}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
}

/** What earlier builds left. */
async function removeOthers(client: string, current: readonly string[]): Promise<void> {
  const keep = new Set(['manifest.json', ...current.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
  const others = (await readdir(client)).filter((name) => !keep.has(name) && !name.endsWith(unfinished));
  await Promise.all(others.map((name) => rm(join(client, name), { recursive: true, force: true })));
}

function fingerprint(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
}

if (import.meta.main) {
  const manifest = await buildClient(process.argv[2] ?? join(root, 'build'));
  console.log(JSON.stringify(manifest, null, 2));
}
