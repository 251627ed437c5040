import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import type { CityView } from '../city.ts';
import { isAway } from '../database/away.ts';
import type { Database, Tx } from '../database/database.ts';
import { writeDate } from '../i18n/dates.ts';
import { type Locale, type Localised, readersFirst, textIn } from '../i18n/locale.ts';
import { isId } from '../id.ts';
import { withFormerNames } from '../personal/former.ts';
import type { Scope } from '../scope.ts';
import type { Colours } from './assets.ts';
import { drawnOnce } from './drawn.ts';
import { complaints, type FormState, readForm, type Submitted, unnamedComplaint } from './form.ts';
import type { PageFrame, Told } from './frame.ts';
import { findOnce, keepOnce } from './once.ts';
import { checkStanding, Overtaken } from './overtaken.ts';
import { OtherBody, Refusal } from './problems.ts';
import { send } from './send.ts';
import { readSent } from './sent.ts';
import { type Outcome, outcomeOf, type Submission } from './submission.ts';

export type PageParts = {
  context: Context;
  database: Database;
  scope: Scope;
  city: CityView;
  locale: Locale;
  frame: PageFrame;
  visitor: string;
  themes: Readonly<Record<string, string>>;
  colours: Colours;
  print: (text: string) => Buffer;
};

/** Where the database goes away just then, it is not known whether the form had its effect: "try again", not "broken". */
function unlessAway(error: unknown): undefined {
  if (isAway(error)) throw error;
}

/** One request, as a room sees it. */
export class Page {
  readonly scope: Scope;
  readonly city: CityView;
  readonly locale: Locale;
  readonly frame: PageFrame;
  /** The visitor's network address: for rate limits only, never kept. */
  readonly visitor: string;
  /** The looks a city can choose among, with their stylesheets. */
  readonly themes: Readonly<Record<string, string>>;
  /** Those of the city, for what is no HTML. */
  readonly colours: Colours;
  private readonly context: Context;
  private readonly database: Database;
  private readonly print: PageParts['print'];
  private form: Submitted | undefined;
  private clock: Date | undefined;

  constructor(parts: PageParts) {
    this.context = parts.context;
    this.database = parts.database;
    this.scope = parts.scope;
    this.city = parts.city;
    this.locale = parts.locale;
    this.frame = parts.frame;
    this.visitor = parts.visitor;
    this.themes = parts.themes;
    this.colours = parts.colours;
    this.print = parts.print;
  }

  get person() {
    return this.scope.person;
  }

  get headers(): Headers {
    return this.context.req.raw.headers;
  }

  param(name: string): string {
    return this.context.req.param(name) ?? '';
  }

  query(name: string): string {
    return this.context.req.query(name) ?? '';
  }

  /** All values of a name in the address: boxes that were ticked. */
  queries(name: string): string[] {
    return this.context.req.queries(name) ?? [];
  }

  /** An id in the address, such as that of the last row of the page before; undefined where there is none. */
  key(name: string): string | undefined {
    const id = this.query(name);
    return isId(id) ? id : undefined;
  }

  /** The city's languages as forms ask for them. */
  get languages(): readonly Locale[] {
    return readersFirst(this.city.locales, this.locale);
  }

  /** A text of the city in the reader's language. */
  text(text: Localised): string {
    return textIn(text, this.locale, this.city.defaultLocale).text;
  }

  /** "27 May 2026": a day (YYYY-MM-DD), or that of a moment by the clocks of the city. */
  day(at: Date | string): string {
    return writeDate(at, 'long', { locale: this.locale, timeZone: this.city.timeZone });
  }

  /** A day with its time, by the clocks of the city. */
  moment(at: Date): string {
    return writeDate(at, 'moment', { locale: this.locale, timeZone: this.city.timeZone });
  }

  /** The language that what somebody wrote is marked with: none where it is that of the page. */
  langOf(locale: Locale): Locale | undefined {
    return locale === this.locale ? undefined : locale;
  }

  read<T>(work: (tx: Tx) => Promise<T>, as: Scope = this.scope): Promise<T> {
    const timed = async (tx: Tx) => {
      const result = await work(tx);
      // Whoever has read knows the time, also where nothing was asked.
      this.clock ??= tx.now;
      return result;
    };
    return this.database.read(as, timed, this.opening);
  }

  private get opening() {
    return {
      locale: this.locale,
      onOpened: (now: Date) => {
        this.clock = now;
      },
    };
  }

  /** The database's clock as this page last read it: for showing; deadlines are decided in transactions. */
  get now(): Date {
    const now = this.clock ?? this.database.current()?.now;
    if (!now) throw new Error('A page knows the time once it has read something: there is one clock');
    return now;
  }

  html(
    node: VNode,
    status: 200 | 401 | 403 | 404 | 409 | 422 | 429 | 500 = 200,
  ): Response | Promise<Response> {
    return this.sendHtml(this.draw(node), status);
  }

  private draw(node: VNode): string {
    return withFormerNames(`<!doctype html>${renderToString(node)}`, this.locale);
  }

  private sendHtml(html: string, status: StatusCode): Response | Promise<Response> {
    return send(this.context, html, status, { 'Content-Type': 'text/html; charset=UTF-8' });
  }

  /** A page that is the same for every stranger as long as the city is: it is drawn once. */
  fixed(draw: () => VNode): Response | Promise<Response> {
    const { person, told, path, scheme } = this.frame;
    if (person || told) return this.html(draw());
    const key = `${this.locale} ${scheme} ${path}`;
    return this.sendHtml(
      drawnOnce(this.city, key, () => this.draw(draw())),
      200,
    );
  }

  /** After a change: See Other, so that "back" and "reload" repeat nothing. */
  redirect(to: string, told?: string): Response {
    if (told) this.tell({ tone: 'success', text: told });
    return this.context.redirect(to, 303);
  }

  /** Says something on the next page. */
  tell(told: Told): void {
    const value = Buffer.from(JSON.stringify(told)).toString('base64url');
    this.context.header('Set-Cookie', `told=${value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`, {
      append: true,
    });
  }

  setHeader(name: string, value: string, append = false): void {
    this.context.header(name, value, { append });
  }

  /** An answer that is no page: a file, a feed. */
  body(
    content: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
    status: 200 | 503 = 200,
  ): Response | Promise<Response> {
    return send(this.context, content, status, headers);
  }

  /** The same in pieces, as they are made. */
  stream(content: ReadableStream, headers: Record<string, string>): Response {
    return this.context.newResponse(content, 200, headers);
  }

  /** Something made for a script of ours, which no browser shows as a page. */
  json(made: unknown): Response {
    this.setHeader('Cache-Control', 'private, no-store');
    return this.context.json(made as object, 201);
  }

  async submitted(): Promise<Submitted> {
    this.form ??= readForm(await readSent(this.context.req));
    return this.form;
  }

  /** Checks a form without acting on it: for steps and dry runs. */
  async check<Schema extends z.ZodType>(
    schema: Schema,
    say: Submission<unknown>['say'],
  ): Promise<{ input: z.output<Schema> | undefined; form: FormState }> {
    const { values, stood } = await this.submitted();
    const parsed = schema.safeParse(values);
    if (parsed.success) return { input: parsed.data, form: { values, errors: {}, stood } };
    return { input: undefined, form: { values, errors: this.worded(complaints(parsed.error), say), stood } };
  }

  /** The whole way of a form: check → act → next page; or the page once more with its complaints. */
  async submit<Schema extends z.ZodType>(
    schema: Schema,
    submission: Submission<z.output<Schema>>,
  ): Promise<Response> {
    const { input, form } = await this.check(schema, submission.say);
    if (input === undefined) return this.html(await submission.again(form), 422);
    const { once, trap } = await this.submitted();
    if (trap && submission.trapped) {
      const errors = { _trap: submission.say(submission.trapped as never) };
      return this.html(
        await submission.again({ ...form, values: { ...form.values, _trap: trap }, errors }),
        422,
      );
    }
    const key = isId(once) ? once : undefined;
    const digest = this.digestOf(form.values, submission.secret);
    const scope = submission.as ?? this.scope;
    let outcome: Outcome;
    try {
      outcome = await this.database.change(
        scope,
        async (tx) => {
          if (submission.stands) await checkStanding(tx, submission.stands, form);
          const done = await submission.act(tx, input);
          if (key && !done.wrong) {
            const hides = submission.secret && !submission.tellsNothing;
            const led = { location: hides ? null : done.to, told: (hides ? undefined : done.told) ?? null };
            await keepOnce(tx, key, digest, led);
          }
          return done;
        },
        { ...submission.opening?.(input), ...this.opening },
      );
    } catch (error) {
      // A form sent twice: the second one trips over its key, or over whatever the first one has changed.
      const before = key ? await this.read((tx) => findOnce(tx, key)).catch(unlessAway) : undefined;
      if (before) {
        if (before.body && !before.body.equals(digest)) throw new OtherBody();
        outcome = outcomeOf(before);
      } else {
        if (error instanceof Overtaken) return this.html(await submission.again(error.form), 409);
        if (!(error instanceof Refusal)) throw error;
        const errors = Object.fromEntries(
          [error, ...error.also].map(({ field, key, values }) => [
            field,
            submission.say(key as never, values),
          ]),
        );
        return this.html(await submission.again({ ...form, errors }), 422);
      }
    }
    if (outcome.wrong) return this.html(await submission.again({ ...form, errors: outcome.wrong }), 422);
    await submission.done?.();
    return this.redirect(outcome.to, outcome.told);
  }

  /** The same for a form that is a button: there is nothing to fill in. */
  press(submission: Submission<unknown>): Promise<Response> {
    return this.submit(z.object({}), submission);
  }

  /**
   * Where this very form led, if it had its effect before: for acts that take away the ground they stand on. Refused as
   * ever where it had other words in it then.
   */
  async ledBefore(): Promise<Outcome | undefined> {
    const { once, values } = await this.submitted();
    if (!isId(once)) return undefined;
    const before = await this.read((tx) => findOnce(tx, once));
    const body = before?.body;
    if (!before?.location || !body) return undefined;
    if (![true, false].some((secret) => body.equals(this.digestOf(values, secret)))) throw new OtherBody();
    return outcomeOf(before);
  }

  private digestOf(values: Submitted['values'], secret = false): Buffer {
    const sent = this.context.req.path + JSON.stringify(values);
    return secret ? this.print(sent) : createHash('sha256').update(sent).digest();
  }

  private worded(found: Record<string, string>, say: Submission<unknown>['say']): Record<string, string> {
    return Object.fromEntries(Object.entries(found).map(([field, key]) => [field, this.complaint(key, say)]));
  }

  /** A hand-made form may lack a field whose schema has no words for that. */
  private complaint(key: string, say: Submission<unknown>['say']): string {
    try {
      return say(key as never);
    } catch {
      return unnamedComplaint[this.locale];
    }
  }
}
