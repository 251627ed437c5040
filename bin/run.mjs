// Runs a command of the project with the project's own Node, on a machine whose own may be any from 20 up.
// Plain JavaScript, because it runs before anything is installed: npm start → node bin/run.mjs start
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = 'start', ...words] = process.argv.slice(2);

install();
const child = spawn(
  projectNode(),
  ['--disable-warning=ExperimentalWarning', join(home, 'bin', `${command}.ts`), ...words],
  {
    cwd: home,
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
if (process.env.npm_lifecycle_event) {
  // npm starts us through a shell, which passes no signal on: told to end, it is just gone.
  const shell = process.ppid;
  setInterval(() => process.ppid === shell || child.kill('SIGTERM'), 500).unref();
}
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** Brings the locked dependencies, once for each lock file. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex');
  const mark = join(home, 'node_modules', '.samvirke-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  try {
    accessSync(existsSync(dirname(mark)) ? dirname(mark) : home, constants.W_OK);
  } catch {
    console.error(
      `The dependencies of this code are not installed. Run as the owner of ${home}: npm run build`,
    );
    process.exit(1);
  }
  console.log('Installing the dependencies (once; about a minute) …');
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lock file in which another platform's optional package is missing, and not
  // every registry has them all. This keeps to the lock file as well, and changes neither it nor package.json.
  const call = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const done =
    npm && existsSync(npm)
      ? spawnSync(process.execPath, [npm, ...call], { cwd: home, stdio: 'inherit' })
      : spawnSync('npm', call, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error('The dependencies could not be installed. The lines above say why.');
    process.exit(1);
  }
  writeFileSync(mark, lock);
}

/** Node 24 from the package for this platform; where there is none, the machine's own if it is new enough. */
function projectNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const own = join(home, 'node_modules', `node-${platform}-${process.arch}`, file);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `There is no packaged Node 24 for ${process.platform}/${process.arch}. Install Node 24 or newer and try again.`,
  );
  process.exit(1);
}
