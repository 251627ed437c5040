import { newId } from '../src/platform/id.ts';

export type Seen = { status: number; location: string | null; html: string; retryAfter: string | null };

/** Somebody at a browser, as the server sees them: cookies are kept, redirects are not followed. */
export class Visitor {
  readonly url: string;
  readonly #cookies = new Map<string, string>();

  /** @param cookies what the browser has already, as it sends it */
  constructor(url: string, cookies = '') {
    this.url = url;
    for (const pair of cookies.split('; ').filter(Boolean)) {
      const [name, value] = pair.split(/=(.*)/s) as [string, string];
      this.#cookies.set(name, value);
    }
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<Seen> {
    return this.#ask(path, {});
  }

  post(path: string, form: Record<string, string | readonly string[]>): Promise<Seen> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ _once: newId(), ...form }))
      for (const one of [value].flat()) body.append(name, one as string);
    return this.#ask(path, { method: 'POST', body });
  }

  async signIn(email: string, password: string): Promise<this> {
    const { status, html } = await this.post('/sign-in', { email, password });
    if (status !== 303) throw new Error(`${email} could not sign in: ${status}\n${html.slice(0, 2_000)}`);
    return this;
  }

  async #ask(path: string, init: RequestInit): Promise<Seen> {
    const response = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        origin: this.url,
        cookie: this.cookies,
      },
    });
    const html = await response.text();
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split(/=(.*)/s) as [string, string];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    const { headers, status } = response;
    return { status, location: headers.get('location'), html, retryAfter: headers.get('retry-after') };
  }
}
