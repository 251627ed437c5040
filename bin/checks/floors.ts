import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * The floors of the house: a room uses what is below it and, among instruments, only the rules, access,
 * actions and stores of another. (dependency-cruiser cannot read TypeScript 7 yet; imports here are relative and
 * carry their endings, so reading them takes no resolver.)
 */
type Law = { name: string; from: RegExp; never: RegExp; except?: RegExp };

const purity = 'rules and access are pure';
const laws: Law[] = [
  {
    name: 'platform knows no room above it',
    from: /^src\/platform\//,
    never: /^src\/(ui|islands|mechanisms|guide|instruments)\/|^src\/(?!config\.ts$)[^/]+$/,
  },
  {
    name: 'the kit knows no matter',
    from: /^src\/ui\//,
    never: /^src\/(mechanisms|guide|instruments|islands)\/|^src\/[^/]+$/,
  },
  {
    name: 'the kit knows of the platform only languages and the frame',
    from: /^src\/ui\//,
    never: /^src\/platform\//,
    except: /^src\/platform\/(i18n\/|http\/(frame|form)\.ts)/,
  },
  {
    name: 'mechanisms know no instrument',
    from: /^src\/mechanisms\//,
    never: /^src\/instruments\/|^src\/[^/]+$/,
  },
  { name: 'islands bring nothing of the server', from: /^src\/islands\//, never: /^src\/(?!islands\/)/ },
  {
    name: purity,
    from: /\/(rules|access)(\/[^/]+)?\.ts$/,
    never: /^(hono|kysely|pg)$|^src\/platform\/(database|mail|jobs|accounts|http\/page)/,
  },
  {
    name: 'SQL stands in stores',
    from: /\/instruments\/[^/]+\/(actions|routes|views|rules|access)/,
    never: /^(kysely|pg)$/,
  },
];

const ownHalf = /^src\/instruments\/[^/]+\/(rules|access|actions|store)(\.ts|\/.*)$/;

export function checkFloors(folder: string): string[] {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const imports = new Map(files.map((file) => [file, importsOf(folder, file)]));
  const complaints: string[] = [];

  for (const [file, found] of imports) {
    if (/\.test\.tsx?$|\/testing\.ts$/.test(file)) continue;
    for (const { to, typeOnly } of found) {
      for (const law of laws) {
        if (typeOnly && law.name === purity) continue;
        if (law.from.test(file) && law.never.test(to) && !law.except?.test(to))
          complaints.push(`${file} → ${to}: ${law.name}`);
      }
      const room = /^src\/instruments\/([^/]+)\//.exec(file)?.[1];
      const other = /^src\/instruments\/([^/]+)\//.exec(to)?.[1];
      if (room && other && room !== other && !ownHalf.test(to)) {
        complaints.push(`${file} → ${to}: of another room only rules, access, actions and store`);
      }
    }
  }
  return [...complaints, ...circles(imports)];
}

type Import = { to: string; typeOnly: boolean };

function importsOf(folder: string, file: string): Import[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm,
  )) {
    const to = match[2] ?? match[3]!;
    const path = to.startsWith('.') ? normalize(join(dirname(file), to)).replaceAll('\\', '/') : to;
    found.push({ to: path, typeOnly: Boolean(match[1]) });
  }
  return found;
}

/** Circles of imports that run (types vanish when the program is built). */
function circles(imports: ReadonlyMap<string, Import[]>): string[] {
  const complaints: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  function walk(file: string, way: string[]): void {
    state.set(file, 'open');
    for (const { to, typeOnly } of imports.get(file) ?? []) {
      if (typeOnly || !imports.has(to)) continue;
      if (state.get(to) === 'open')
        complaints.push(`a circle: ${[...way.slice(way.indexOf(to)), to].join(' → ')}`);
      else if (!state.has(to)) walk(to, [...way, to]);
    }
    state.set(file, 'done');
  }
  for (const file of imports.keys()) if (!state.has(file)) walk(file, [file]);
  return complaints;
}
