/** A `<details>` that closes as people expect of a menu: on Escape, and when they go elsewhere. */
export class SvMenu extends HTMLElement {
  #leaving = new AbortController();

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    document.addEventListener('click', (event) => this.#leave(event.target), { signal });
    document.addEventListener('focusin', (event) => this.#leave(event.target), { signal });
    this.addEventListener(
      'keydown',
      (event) => {
        const menu = this.#menu;
        if (event.key !== 'Escape' || !menu?.open) return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  get #menu(): HTMLDetailsElement | null {
    return this.querySelector('details');
  }

  #leave(target: EventTarget | null): void {
    if (this.#menu?.open && target instanceof Node && !this.contains(target)) this.#menu.open = false;
  }
}
