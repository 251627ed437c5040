/** How long somebody pauses before what they have typed is sent, in milliseconds. */
const pause = 1500;

/**
 * Saves the form inside on the server while somebody writes: with every pause, and when the page is left. One saving
 * at a time, so that a later one never arrives before an earlier one; sending the form waits for the one on its way.
 * Where somebody else has saved meanwhile it stops, and the next sending of the form shows both.
 */
export class SvAutosave extends HTMLElement {
  #timer: number | undefined;
  #onItsWay: Promise<void> | undefined;
  #stopped = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    form.addEventListener('input', this.#wait);
    form.addEventListener('submit', this.#holdBack, { capture: true });
    document.addEventListener('visibilitychange', this.#leave);
    window.addEventListener('online', this.#wait);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#leave);
    window.removeEventListener('online', this.#wait);
  }

  #wait = (): void => {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#save(), pause);
  };

  #leave = (): void => {
    if (document.visibilityState === 'hidden' && this.#timer !== undefined) this.#save();
  };

  #holdBack = (event: SubmitEvent): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#onItsWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target as HTMLFormElement;
    this.#onItsWay.finally(() => form.requestSubmit(event.submitter));
  };

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#onItsWay) {
      this.#wait();
      return;
    }
    const form = this.querySelector('form');
    if (!form) return;
    this.#onItsWay = this.#send(form).finally(() => {
      this.#onItsWay = undefined;
    });
  }

  async #send(form: HTMLFormElement): Promise<void> {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      // Each saving counts by itself: the key is for the sending that the person does.
      if (name !== '_once' && typeof value === 'string') fields.append(name, value);
    }
    const sent = fields.toString();
    try {
      const answer = await fetch(this.getAttribute('action') ?? '', {
        method: 'POST',
        body: fields,
        redirect: 'manual',
        keepalive: sent.length < 60_000,
      });
      const version = answer.headers.get('X-Version');
      const field = form.querySelector<HTMLInputElement>('input[name="version"]');
      if (answer.status === 204 && version && field) {
        field.value = version;
        this.#say('saved');
        // Typed on since: what the browser keeps of that is still needed.
        if (this.#timer === undefined) form.dispatchEvent(new Event('sv-saved'));
      } else if (answer.status === 409) {
        this.#stopped = true;
        this.#say('meanwhile');
      } else if (answer.status === 422) {
        this.#say('refused', await answer.text());
      } else {
        this.#say('failed');
      }
    } catch {
      this.#say('failed');
    }
  }

  #say(what: 'saved' | 'failed' | 'meanwhile' | 'refused', why?: string): void {
    const line = this.querySelector<HTMLElement>('[data-kept]');
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format();
    if (line) line.textContent = (line.dataset[what] ?? '').replace('#', () => why ?? time);
  }
}
