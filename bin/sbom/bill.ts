/** What of a lock file is needed here (npm, version 3). */
export type Lock = { packages: Record<string, Locked> };

export type Locked = {
  version?: string;
  license?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};

export type Project = { name: string; version: string; license: string; description: string };

/**
 * A software bill of materials of what runs: every package that the program's own dependencies lead to, for all
 * platforms, and none that only its tests need. From the lock file alone, without a time or a number of its own: the
 * same lock file gives the same bill. (`npm sbom` adds both, and counts packages of tests in that others could use.)
 */
export function sbomOf(project: Project, lock: Lock) {
  const paths = [...reached(lock)].sort();
  const root = refOf(project.name, project.version);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        'bom-ref': root,
        type: 'application',
        name: project.name,
        version: project.version,
        description: project.description,
        purl: root,
        licenses: [{ license: { id: project.license } }],
      },
    },
    components: unique(
      paths.map((path) => componentOf(path, lock.packages[path]!)),
      (one) => one['bom-ref'],
    ),
    dependencies: unique(
      ['', ...paths].map((path) => ({
        ref: path === '' ? root : refAt(path, lock),
        dependsOn: [...new Set(needsOf(path, lock).map((needed) => refAt(needed, lock)))].sort(),
      })),
      ({ ref }) => ref,
    ),
  };
}

/** Where packages are in the lock file that the program needs to run. */
export function reached(lock: Lock): Set<string> {
  const found = new Set<string>();
  const waiting = needsOf('', lock);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...needsOf(path, lock));
  }
  return found;
}

/** What a package needs: from where it is, upwards, as Node looks for it. What is optional may be missing. */
function needsOf(path: string, lock: Lock): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock.packages[path]!;
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  return names.flatMap((name) => placeOf(name, path, lock) ?? []);
}

function placeOf(name: string, from: string, lock: Lock): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at && `${at}/`}node_modules/${name}`;
    if (lock.packages[place]) return place;
    if (!at) return undefined;
    if (!at.includes('/node_modules/')) at = '';
  }
}

const nameAt = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const refAt = (path: string, lock: Lock) => refOf(nameAt(path), lock.packages[path]!.version!);
const refOf = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

function componentOf(path: string, locked: Locked) {
  const name = nameAt(path);
  const ref = refOf(name, locked.version!);
  const [algorithm, sum] = (locked.integrity ?? '').split('-', 2);
  return {
    'bom-ref': ref,
    type: 'library',
    name,
    version: locked.version!,
    purl: ref,
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(sum!, 'base64').toString('hex') }],
    }),
    licenses: licencesOf(locked.license),
  };
}

function licencesOf(said: string | undefined) {
  if (!said) return [];
  return /[ ()]/.test(said) ? [{ expression: said }] : [{ license: { id: said } }];
}

/** The same version of a package may be there in several places. */
function unique<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
