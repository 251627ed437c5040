import { basename } from 'node:path';
import { build } from 'esbuild';
import { replaceOutputs } from './replace-file.ts';

/** Bundles the server: few files, so that it starts fast; packages stay where they are. */
export async function buildServer(folder: string, outDir: string): Promise<void> {
  const { outputFiles } = await build({
    write: false,
    absWorkingDir: folder,
    entryPoints: {
      main: 'src/main.ts',
      commands: 'src/commands.ts',
      'embedded-worker': 'src/platform/embedded/worker.ts',
      'backup-worker': 'src/platform/backup/worker.ts',
    },
    outdir: outDir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    logLevel: 'warning',
  });
  await replaceOutputs(outputFiles, (path) => !basename(path).startsWith('chunk-'));
}
