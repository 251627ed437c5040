import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Handler } from 'hono';

/** Two colours of a theme, as hex numbers: that of links and buttons, and that of "you". */
export type Colours = { accent: string; turn: string };

/** Names of the built files, as `bin/build-client.ts` wrote them. */
export type Assets = {
  css: string;
  js: string;
  passkey: string;
  font: string;
  themes: Record<string, string>;
  colours: Record<string, Colours>;
};

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export function readAssets(folder: string): Assets {
  const names: Assets = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const at = (name: string) => `/assets/${name}`;
  const themes = Object.fromEntries(Object.entries(names.themes).map(([theme, name]) => [theme, at(name)]));
  const { css, js, passkey, font, colours } = names;
  return { css: at(css), js: at(js), passkey: at(passkey), font: at(font), themes, colours };
}

/** Serves the built files from memory: few and small, their names change with their content, so kept for a year. */
export function serveAssets(folder: string): Handler {
  const files = new Map<string, Buffer>();
  if (existsSync(folder)) {
    for (const name of readdirSync(folder)) files.set(name, readFileSync(join(folder, name)));
  }
  return (context) => {
    const name = context.req.param('file') ?? '';
    const type = types[extname(name)];
    const plain = files.get(name);
    if (!plain || !type) return context.notFound();
    const accepts = context.req.header('accept-encoding') ?? '';
    const encoding = ['br', 'gzip'].find(
      (coding) => accepts.includes(coding) && files.has(`${name}.${coding === 'br' ? 'br' : 'gz'}`),
    );
    const bytes = encoding ? files.get(`${name}.${encoding === 'br' ? 'br' : 'gz'}`)! : plain;
    return context.body(new Uint8Array(bytes), 200, {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding }),
    });
  };
}
