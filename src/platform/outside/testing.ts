import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const types = { 1: 'A', 16: 'TXT', 28: 'AAAA' } as const;
const failed = 2;
const noSuchName = 3;

/**
 * A DNS server (RFC 1035) that knows what it is told. `records` says by "TXT name" what is there; of several lists each
 * answers one question, and the last one all that follow. What fails is `'failing'`.
 */
export async function openDns() {
  const records = new Map<string, 'failing' | readonly (readonly string[])[]>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at]!; length > 0; length = query[at]!) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const end = at + 5;
    const number = query.readUInt16BE(at + 1);
    const question = `${types[number as 1] ?? number} ${labels.join('.').toLowerCase()}`;
    const before = asked.filter((one) => one === question).length;
    asked.push(question);
    const known = records.get(question);
    const isKnownName = [...records.keys()].some((key) => key.endsWith(` ${labels.join('.').toLowerCase()}`));
    const answers = known === 'failing' || !known ? [] : (known[Math.min(before, known.length - 1)] ?? []);
    const head = Buffer.from(query.subarray(0, 12));
    const code = known === 'failing' ? failed : isKnownName ? 0 : noSuchName;
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(answers.length, 6);
    head.writeUInt32BE(0, 8);
    const rows = answers.map((answer) => {
      const content = contentOf(number, answer);
      const row = Buffer.alloc(12);
      row.writeUInt16BE(0xc00c, 0);
      row.writeUInt16BE(number, 2);
      row.writeUInt16BE(1, 4);
      row.writeUInt16BE(content.length, 10);
      return Buffer.concat([row, content]);
    });
    socket.send(Buffer.concat([head, query.subarray(12, end), ...rows]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    records,
    asked,
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}
export type Dns = Awaited<ReturnType<typeof openDns>>;

function contentOf(type: number, answer: string): Buffer {
  if (type === 1) return Buffer.from(answer.split('.').map(Number));
  if (type === 28) return bytesOf6(answer);
  // A text longer than 255 bytes comes in several strings.
  const strings = Buffer.from(answer)
    .toString('latin1')
    .match(/.{1,200}/gs) ?? [''];
  return Buffer.concat(
    strings.map((text) => Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'latin1')])),
  );
}

function bytesOf6(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const [before, after] = [groups(head), groups(tail ?? '')];
  const all = [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
