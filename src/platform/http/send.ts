import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';

const gzipped = promisify(gzip);

/** Less fits into one packet anyway. */
const worthwhile = 1024;

/**
 * Answers in one piece, with text compressed for those who take it. All headers are there before: a middleware
 * that touches an answer afterwards makes a stream of it, which costs a third of a small page.
 */
export function send(
  context: Context,
  content: string | Uint8Array<ArrayBuffer>,
  status: StatusCode,
  headers: Record<string, string>,
): Response | Promise<Response> {
  const zips = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(context.req.header('accept-encoding') ?? '');
  if (!zips || typeof content !== 'string' || content.length < worthwhile)
    return context.newResponse(content, status, headers);
  return gzipped(content).then((bytes) =>
    context.newResponse(bytes, status, { ...headers, 'Content-Encoding': 'gzip' }),
  );
}
