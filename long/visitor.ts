import { newId } from '../src/platform/id.ts';

export type Seen = { status: number; location: string | null; html: string };

/** Somebody at a browser, as the server sees them: cookies are kept, redirects are not followed. */
export class Visitor {
  readonly url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  get(path: string): Promise<Seen> {
    return this.#ask(path, {});
  }

  post(path: string, form: Record<string, string>): Promise<Seen> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams({ _once: newId(), ...form }) });
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
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    const html = await response.text();
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split(/=(.*)/s) as [string, string];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return { status: response.status, location: response.headers.get('location'), html };
  }
}
