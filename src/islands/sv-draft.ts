type Kept = {
  reader: string;
  at: string;
  fields: [name: string, value: string][];
  /** The key of a sending that nobody answered yet. */
  once?: string;
  /** Of a form of something that others change too: on what this was written. */
  version?: string;
};

/** `fetchResponse`: what was answered, if anything was. */
type Answered = { success: boolean; fetchResponse?: { clientError: boolean } };

const prefix = 'sv-draft:';
const neverKept = new Set(['password', 'file', 'hidden', 'submit', 'button']);

/**
 * Keeps what is typed in the form inside, in this tab, until it was sent: through a crash, the way back
 * and a line that goes down. What the server shows after an error wins over what is kept here.
 */
export class SvDraft extends HTMLElement {
  #timer: number | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    const kept = this.#read();
    if (kept && kept.reader !== '' && kept.reader !== this.#reader) this.#forget();
    else if (kept && !form.querySelector('[aria-invalid="true"], [data-meanwhile]'))
      this.#putBack(form, kept);
    // Refused, and shown again: that sending is over, and what was written is kept as before it.
    else if (kept?.once) this.#keep(form);

    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#keep(form), 400);
    });
    form.addEventListener('submit', () => {
      clearTimeout(this.#timer);
      this.#keep(form, this.#once(form)?.value);
    });
    form.addEventListener('turbo:submit-end', (event) => {
      const { success, fetchResponse } = (event as CustomEvent<Answered>).detail;
      if (success) this.#forget();
      // Refused, for example because the session has ended: that sending is over, and what was written is kept. What
      // a server in between says of one that hangs tells nothing of whether it arrived.
      else if (fetchResponse?.clientError) this.#keep(form);
    });
    form.addEventListener('sv-saved', () => {
      this.#forget();
      this.querySelector('[data-said]')?.replaceChildren();
    });
    this.querySelector('[data-drop] button')?.addEventListener('click', () => {
      this.#forget();
      location.reload();
    });
    window.addEventListener('pagehide', this.#leave);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    window.removeEventListener('pagehide', this.#leave);
  }

  /** What was typed in the last moment counts too. */
  #leave = (): void => {
    const form = this.querySelector('form');
    if (this.#timer === undefined || !form || this.#read()?.once) return;
    clearTimeout(this.#timer);
    this.#keep(form);
  };

  get #key(): string {
    return prefix + this.getAttribute('name');
  }

  get #reader(): string {
    return this.getAttribute('reader') ?? '';
  }

  #read(): Kept | undefined {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? '') as Kept;
    } catch {
      return undefined;
    }
  }

  #keep(form: HTMLFormElement, once?: string): void {
    const kept: Kept = { reader: this.#reader, at: new Date().toISOString(), fields: written(form) };
    if (once) kept.once = once;
    const version = this.#version(form)?.value;
    if (version) kept.version = version;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      return; // no room, or storage is switched off: then there is no draft, and nothing is promised
    }
    this.#timer = undefined;
    this.#say('saved', kept.at);
  }

  #forget(): void {
    sessionStorage.removeItem(this.#key);
  }

  #putBack(form: HTMLFormElement, kept: Kept): void {
    if (JSON.stringify(written(form)) === JSON.stringify(kept.fields)) return;
    fill(form, kept.fields);
    // Written on an older version: the server will show what has come in between.
    const version = this.#version(form);
    if (version && kept.version) version.value = kept.version;
    this.#say('restored', kept.at);
    this.querySelector('[data-drop]')?.removeAttribute('hidden');
    this.#sendAsBefore(form, kept.once);
  }

  /** The answer to a sending got lost: sent again unchanged, the same key lets the server recognise it. */
  #sendAsBefore(form: HTMLFormElement, once: string | undefined): void {
    const key = this.#once(form);
    if (!once || !key) return;
    const fresh = key.value;
    key.value = once;
    form.addEventListener(
      'input',
      () => {
        key.value = fresh;
      },
      { once: true },
    );
  }

  #once(form: HTMLFormElement): HTMLInputElement | null {
    return form.querySelector<HTMLInputElement>('input[name="_once"]');
  }

  #version(form: HTMLFormElement): HTMLInputElement | null {
    return form.querySelector<HTMLInputElement>('input[type="hidden"]:is([name="version"], [name="_stood"])');
  }

  #say(what: 'saved' | 'restored', at: string): void {
    const line = this.querySelector<HTMLElement>('[data-said]');
    // As all times on our pages: 18:47, in English as well.
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, clock).format(new Date(at));
    if (line) line.textContent = (line.dataset[what] ?? '').replace('#', time);
  }
}

/**
 * Without Turbo no event says that a form arrived. A page of ours without that form does: the browser's own
 * error page has no script of ours, and ours say that it was refused.
 */
export function forgetSentDrafts(): void {
  const shown = new Set(
    [...document.querySelectorAll('sv-draft')].map((draft) => draft.getAttribute('name')),
  );
  const refused = document.querySelector('[data-refused]') !== null;
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(prefix) || shown.has(key.slice(prefix.length))) continue;
    const { once, ...kept } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>;
    if (!once) continue;
    if (refused) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
  }
}

function inputs(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  return [...form.elements].filter(
    (element) =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== '' &&
      !element.name.startsWith('_') &&
      // What words stand on is kept with them, although it is not seen.
      (!neverKept.has(element.type) || element.hasAttribute('data-kept')),
  ) as HTMLInputElement[];
}

function written(form: HTMLFormElement): Kept['fields'] {
  return inputs(form)
    .filter((input) => !isTickable(input) || input.checked)
    .map((input) => [input.name, input.value]);
}

function fill(form: HTMLFormElement, fields: Kept['fields']): void {
  for (const input of inputs(form)) {
    if (isTickable(input)) {
      input.checked = fields.some(([name, value]) => name === input.name && value === input.value);
      continue;
    }
    const field = fields.find(([name]) => name === input.name);
    if (field) input.value = field[1];
  }
}

function isTickable(input: Element): input is HTMLInputElement {
  return input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox');
}
