import { hear, type Message } from './live-stream.ts';
import { renew } from './renew.ts';

const pausedKey = 'sv-live:paused';
/** Milliseconds between two signs that a text is still open; less than half of what the server waits. */
const again = 20_000;

/**
 * Says that something is new in the partnership of this page, and shows it when asked: by itself nothing moves.
 * It can be paused, which this browser remembers; where data is to be saved it begins paused.
 */
export class SvLive extends HTMLElement {
  #n = 0;
  #stop: (() => void) | undefined;
  #leaving = new AbortController();

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#button('show')?.addEventListener('click', () => void this.#show(), { signal });
    this.#button('pause')?.addEventListener('click', () => this.#pause(!isPaused()), { signal });
    window.addEventListener('storage', ({ key }) => key === pausedKey && this.#go(), { signal });
    // A page that is put aside holds no line; one that comes back takes it up.
    window.addEventListener('pagehide', () => this.#hush(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#go(), { signal });
    this.#go();
    this.#write(signal);
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#hush();
  }

  #button(what: 'show' | 'pause'): HTMLButtonElement | null {
    return this.querySelector(`[data-${what}]`);
  }

  #say(words: string | undefined): void {
    const line = this.querySelector('[role="status"]');
    if (line) line.textContent = words ?? '';
  }

  #go(): void {
    const paused = isPaused();
    const pause = this.#button('pause');
    if (pause) {
      pause.hidden = false;
      pause.textContent = (paused ? this.dataset.resume : this.dataset.pause) ?? '';
    }
    if (paused) this.#hush();
    else this.#stop ??= hear(this.getAttribute('reader') ?? '', (message) => this.#hear(message));
  }

  #hush(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #pause(paused: boolean): void {
    try {
      localStorage.setItem(pausedKey, paused ? 'yes' : 'no');
    } catch {
      return; // storage is switched off: then it cannot be remembered, and stays as it is
    }
    this.#go();
  }

  #hear({ space, kind, n, subject }: Message): void {
    if (kind === 'again') this.#offer(this.dataset.maybe);
    if (space !== this.getAttribute('space')) return;
    if (kind === 'writing') {
      for (const hint of document.querySelectorAll<HTMLElement>(`[data-writing="${subject}"]`))
        hint.hidden = n === 0;
      return;
    }
    this.#n += n;
    this.#offer(this.dataset.news?.replace('#', String(this.#n)));
  }

  #offer(words: string | undefined): void {
    this.#say(words);
    const show = this.#button('show');
    if (show) show.hidden = false;
  }

  async #show(): Promise<void> {
    const main = document.querySelector('main');
    const page = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (!page) return; // the line is down: it stays offered
    const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('main');
    if (!main || !fresh || !page.ok || page.redirected) return location.reload();
    renew(main, fresh);
    this.#n = 0;
    this.#say(this.dataset.shown);
    const show = this.#button('show');
    if (show) show.hidden = true;
    document.querySelector('main')?.focus({ preventScroll: true });
  }

  /** Tells the others that a text of this page is open to be changed. */
  #write(signal: AbortSignal): void {
    const subject = document.querySelector('[data-writes]')?.getAttribute('data-writes');
    if (!subject) return;
    const tell = (left?: 'yes') => {
      const body = new URLSearchParams({
        space: this.getAttribute('space') ?? '',
        subject,
        ...(left && { left }),
      });
      fetch('/live/writing', { method: 'POST', body, keepalive: true }).catch(() => {});
    };
    tell();
    const timer = setInterval(tell, again);
    const leave = () => {
      clearInterval(timer);
      tell('yes');
    };
    window.addEventListener('pagehide', leave, { signal });
    signal.addEventListener('abort', leave);
  }
}

function isPaused(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  try {
    const chosen = localStorage.getItem(pausedKey);
    return chosen ? chosen === 'yes' : (connection?.saveData ?? false);
  } catch {
    return connection?.saveData ?? false;
  }
}
