// Entry of the worker thread that holds the embedded database.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Serving, serve } from './served.ts';

export type WorkerReport = { kind: 'ready' } | { kind: 'failed'; error: Error };

if (isMainThread || !parentPort) throw new Error('This file runs as a worker thread only.');
const parent = parentPort;

function report(message: WorkerReport): void {
  parent.postMessage(message);
}

/** Ends the thread at once. */
function fail(error: Error): never {
  report({ kind: 'failed', error });
  process.exit(1);
}

const served = await serve(workerData as Serving, fail);
parent.once('message', async () => {
  await served.close().catch(fail);
  parent.close();
});
report({ kind: 'ready' });
