import { createServer, type Socket } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { Mailbox } from './config.ts';

type Kept = { uid: number; source: string; flags: Set<string> };

const user = { name: 'city@town.test', password: 'tests & secrets' };

/** A mailbox on a server of its own that speaks as much of IMAP (RFC 3501) as reading and putting mail takes. */
export async function openMailbox() {
  const kept: Kept[] = [];
  const server = createServer((socket) => serve(socket, kept));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const url = `imap://${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@127.0.0.1:${port}/INBOX`;
  return { ...mailboxAt(url), url, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Any mailbox, as somebody sees it who writes to it. */
export function mailboxAt(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = pathname.slice(1);
  async function inside<T>(act: (client: ImapFlow) => Promise<T>): Promise<T> {
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    const client = new ImapFlow({
      host: hostname,
      port: Number(port),
      auth,
      doSTARTTLS: false,
      logger: false,
    });
    await client.connect();
    try {
      await client.mailboxOpen(folder);
      return await act(client);
    } finally {
      await client.logout();
    }
  }
  return {
    mailbox: {
      ...{ host: hostname, port: Number(port), secure: false, folder },
      ...{ user: decodeURIComponent(username), password: decodeURIComponent(password) },
    } satisfies Mailbox,
    /** Puts a mail there, as yet unread. */
    deliver: (source: string) =>
      inside(async (client) => void (await client.append(folder, source.replace(/\r?\n/g, '\r\n')))),
    /** How many mails nobody has read. */
    unread: () =>
      inside(async (client) => ((await client.search({ seen: false }, { uid: true })) || []).length),
    /** As if nobody had read anything. */
    forget: () => inside(async (client) => void (await client.messageFlagsRemove('1:*', ['\\Seen']))),
    empty: () => inside(async (client) => void (await client.messageDelete('1:*'))),
  };
}

function serve(socket: Socket, kept: Kept[]): void {
  let input = '';
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.write('* OK ready\r\n', 'latin1');
  socket.on('data', (chunk) => {
    input += chunk;
    for (;;) {
      const command = /^([^\r\n]*?)(?:\{(\d+)(\+?)\})?\r\n/.exec(input);
      if (!command) return;
      const literal = Number(command[2] ?? 0);
      const whole = command[0].length + (literal ? literal + 2 : 0);
      if (literal && !command[3] && input.length === command[0].length) socket.write('+ go on\r\n');
      if (input.length < whole) return;
      const text = input.slice(command[0].length, command[0].length + literal);
      input = input.slice(whole);
      const [, tag, line] = /^(\S+) (.*)$/s.exec(command[1]!)!;
      const said = answer(line!, text, kept);
      socket.write([...said.slice(0, -1), `${tag} ${said.at(-1)}`, ''].join('\r\n'), 'latin1');
      if (/^LOGOUT/i.test(line!)) socket.end();
    }
  });
}

/** Untagged lines, and the last one, which gets the command's tag. */
function answer(line: string, literal: string, kept: Kept[]): string[] {
  const [verb = ''] = /^(UID )?\S+/i.exec(line.toUpperCase()) ?? [];
  const chosen = () => kept.filter(({ uid }) => isIn(line.split(' ')[2]!, uid));
  switch (verb) {
    case 'CAPABILITY':
      return ['* CAPABILITY IMAP4rev1', 'OK done'];
    case 'LOGIN':
      return line.includes(`"${user.name}" "${user.password}"`)
        ? ['OK [CAPABILITY IMAP4rev1] welcome']
        : ['NO [AUTHENTICATIONFAILED] wrong name or password'];
    case 'LIST':
    case 'LSUB':
      return [`* ${verb} () "/" ${/ ""$/.test(line) ? '""' : 'INBOX'}`, 'OK done'];
    case 'SELECT':
      if (!/INBOX/i.test(line)) return ['NO [NONEXISTENT] there is no such folder'];
      return [
        `* ${kept.length} EXISTS`,
        '* FLAGS (\\Seen \\Deleted)',
        '* OK [PERMANENTFLAGS (\\Seen \\Deleted)] these',
        '* OK [UIDVALIDITY 1] valid',
        `* OK [UIDNEXT ${kept.length + 1}] next`,
        'OK [READ-WRITE] open',
      ];
    case 'APPEND':
      kept.push({ uid: (kept.at(-1)?.uid ?? 0) + 1, source: literal, flags: new Set() });
      return [`* ${kept.length} EXISTS`, 'OK put'];
    case 'UID SEARCH':
      return [
        `* SEARCH ${kept
          .filter(({ flags }) => !flags.has('\\Seen'))
          .map(({ uid }) => uid)
          .join(' ')}`,
        'OK done',
      ];
    case 'UID FETCH':
      return [...chosen().map((mail) => fetched(line, mail, kept.indexOf(mail) + 1)), 'OK done'];
    case 'STORE':
    case 'UID STORE':
      for (const { flags } of verb === 'STORE' ? kept : chosen()) {
        if (line.includes('+FLAGS')) flags.add(/\(([^)]*)\)/.exec(line)![1]!);
        else flags.delete(/\(([^)]*)\)/.exec(line)![1]!);
      }
      return ['OK done'];
    case 'EXPUNGE':
      kept.splice(0, kept.length, ...kept.filter(({ flags }) => !flags.has('\\Deleted')));
      return ['OK done'];
    case 'LOGOUT':
      return ['* BYE', 'OK bye'];
    case 'NOOP':
    case 'CLOSE':
      return ['OK done'];
    default:
      return ['BAD not spoken here'];
  }
}

function fetched(line: string, { uid, source }: Kept, place: number): string {
  const items = [`UID ${uid}`];
  const part = /BODY\.PEEK\[(HEADER\.FIELDS \(([^)]*)\))?\](?:<0\.(\d+)>)?/i.exec(line);
  if (part?.[1]) {
    const [head = ''] = source.split('\r\n\r\n');
    const header = new RegExp(`^${part[2]}:.*(\\r\\n[ \\t].*)*`, 'im').exec(head)?.[0] ?? '';
    items.push(`BODY[${part[1]}] ${asLiteral(`${header}\r\n\r\n`)}`);
  } else if (part) {
    items.push(
      `BODY[]${part[3] ? '<0>' : ''} ${asLiteral(source.slice(0, Number(part[3] ?? source.length)))}`,
    );
  }
  return `* ${place} FETCH (${items.join(' ')})`;
}

const asLiteral = (text: string) => `{${text.length}}\r\n${text}`;

const isIn = (set: string, uid: number) =>
  set.split(',').some((range) => {
    const [from, to = from] = range.split(':');
    return uid >= Number(from) && (to === '*' || uid <= Number(to));
  });
