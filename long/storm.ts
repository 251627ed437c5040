// Writes as people make them, many at once, with a list of every one that was acknowledged.
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../src/platform/id.ts';
import { signInsIn, until } from './program.ts';
import { Visitor } from './visitor.ts';

/** One form on its way. Sent again with the same key after a lost answer, it has its effect once. */
type Write = { kind: string; mark: string; by: Visitor; path: string; form: Record<string, string> };

/** Something a server said yes to. `mark` is found again in the row that it made. */
export type Acknowledged = { kind: 'invitation' | 'request' | 'addition'; mark: string };

const inviters = ['lead@food-council.example', 'lead@neighbours.example', 'repair@repair-cafe.example'];
const writer = 'green@brygga.example';
const clientsOfEach = { invitation: 16, request: 10 };

/**
 * Clients that write without a pause. Those of `invitation` change one row each time; those of `request`
 * walk through a brief, send it (which makes rows in six tables) and add a word to it.
 */
export class Storm {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that were neither yes nor "try again": there should be none. */
  readonly surprises: string[] = [];
  /** Sent, and not answered yet. */
  inFlight = 0;
  retried = 0;
  readonly #liftLimits: () => Promise<void>;
  readonly #today: Date | undefined;
  #open = true;
  #clients: Promise<void>[] = [];
  #inviter: [Visitor, string] | undefined;
  #passwords = new Map<string, string>();

  /**
   * @param liftLimits forgets how often somebody wrote: nobody writes as much as a storm
   * @param today where the program's clock says another day than ours
   */
  constructor(liftLimits: () => Promise<void>, today?: Date) {
    this.#liftLimits = liftLimits;
    this.#today = today;
  }

  /** Signs everybody in. */
  async begin(url: string, output: string): Promise<void> {
    const passwords = signInsIn(output);
    this.#passwords = passwords;
    const visitors: Visitor[] = [];
    for (const email of [...inviters, writer])
      visitors.push(await new Visitor(url).signIn(email, passwords.get(email)!));
    const spaces = await Promise.all(visitors.slice(0, -1).map(spaceOf));
    this.#inviter = [visitors[0]!, spaces[0]!];
    for (let n = 0; n < clientsOfEach.invitation; n += 1) {
      const at = n % spaces.length;
      this.#clients.push(this.#invite(visitors[at]!, spaces[at]!));
    }
    for (let n = 0; n < clientsOfEach.request; n += 1) this.#clients.push(this.#ask(visitors.at(-1)!));
  }

  get clients(): number {
    return this.#clients.length;
  }

  /** The address and password of one who writes. */
  anyone(): [email: string, password: string] {
    return [inviters[0]!, this.#passwords.get(inviters[0]!)!];
  }

  /** A browser in which they are signed in. */
  somebody(): Visitor {
    return this.#inviter![0];
  }

  /** One more write, after which the program looks what waits to be mailed. */
  async nudge(): Promise<void> {
    await this.#inviteOnce(...this.#inviter!);
  }

  /** Lets everybody finish what they began. */
  async end(): Promise<void> {
    this.#open = false;
    await Promise.all(this.#clients);
  }

  async #invite(by: Visitor, space: string): Promise<void> {
    while (this.#open) await this.#inviteOnce(by, space);
  }

  async #inviteOnce(by: Visitor, space: string): Promise<void> {
    const mark = `${newId()}@people.test`;
    const form = { email: mark, name: '', kind: 'person', role: 'member', locale: 'en' };
    await this.#send({ kind: 'invitation', mark, by, path: `/spaces/${space}/invitations`, form });
  }

  async #ask(by: Visitor): Promise<void> {
    while (this.#open) {
      const mark = `Request ${newId()}`;
      const step = (path: string, form: Record<string, string>, kind = 'step') =>
        this.#send({ kind, mark, by, path, form });
      const begun = await step('/briefs', { to: 'streets', title: mark, want: 'A bench', bring: 'Wood' });
      const brief = `/briefs/${begun.split('/')[2]}`;
      await step(`${brief}/steps/ask`, {
        ask: 'A place for it',
        neededBy: inTwoMonths(this.#today),
        meet: 'no',
      });
      await step(`${brief}/steps/writer`, { language: 'en' });
      const sent = await step(`${brief}/sending`, {}, 'request');
      await step(`${sent}/acts/added`, { note: mark }, 'addition');
    }
  }

  /** Sends until there is an answer, as a person would: again after an error, with the same form. */
  async #send({ kind, mark, by, path, form }: Write): Promise<string> {
    const sent = { _once: newId(), ...form };
    for (let attempt = 0; ; attempt += 1) {
      if (attempt > 0) this.retried += 1;
      this.inFlight += 1;
      const answer = await by.post(path, sent).catch(() => undefined);
      this.inFlight -= 1;
      if (answer?.status === 303) {
        if (kind !== 'step') this.acknowledged.push({ kind: kind as Acknowledged['kind'], mark });
        return answer.location!;
      }
      if (answer?.status === 429) await this.#liftLimits().catch(() => {});
      // "Try again" has to say when.
      else if (answer && !(answer.status === 503 && answer.retryAfter))
        this.surprises.push(`${answer.status} from ${path}: ${wordsIn(answer.html)}`);
      if (this.surprises.length > 20) throw new Error(`Too many surprises:\n${this.surprises[0]}`);
      await pause(200);
    }
  }
}

export const inTwoMonths = (today = new Date()) =>
  new Date(today.getTime() + 60 * 86_400_000).toISOString().slice(0, 10);

const wordsIn = (html: string) =>
  html
    .replace(/^.*<main/s, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 600);

/** The space of the one organisation that somebody speaks for. */
export async function spaceOf(visitor: Visitor): Promise<string> {
  const { html } = await visitor.get('/account');
  const found = /\/spaces\/([0-9a-f-]{36})\/people/.exec(html)?.[1];
  if (!found) throw new Error('The account names no organisation with people');
  return found;
}

/** Writes that are on their way when something is killed. */
export const leastInFlight = 20;

/** Waits for a moment that differs each time, but always with so many writes on their way. */
export async function momentToKill(storm: Storm): Promise<void> {
  const after = storm.acknowledged.length + 1 + Math.floor(Math.random() * 40);
  await until(() => {
    if (storm.surprises.length > 0) throw new Error(storm.surprises.join('\n'));
    return storm.acknowledged.length >= after && storm.inFlight >= leastInFlight;
  }, `${after} writes are acknowledged and ${leastInFlight} on their way`);
  // Between two turns of the event loop too, not only right after an answer.
  const deadline = performance.now() + Math.random() * 15;
  while (performance.now() < deadline || storm.inFlight < leastInFlight)
    await new Promise((resolve) => setImmediate(resolve));
}
