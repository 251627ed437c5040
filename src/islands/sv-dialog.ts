/** Makes of a panel that opens in its place a modal dialog: focus stays inside, Escape closes it. */
export class SvDialog extends HTMLElement {
  connectedCallback(): void {
    const details = this.querySelector('details');
    const panel = this.querySelector<HTMLElement>('[data-panel]');
    const summary = this.querySelector('summary');
    const title = panel?.querySelector('h2');
    if (!details || !panel || !summary || !title || this.querySelector('dialog')) return;

    const dialog = document.createElement('dialog');
    dialog.className = 'ask-modal';
    dialog.setAttribute('aria-labelledby', title.id);
    const shown = details.open || (details.id !== '' && location.hash === `#${details.id}`);
    details.open = false;
    dialog.append(panel);
    this.append(dialog);
    summary.setAttribute('role', 'button');
    summary.setAttribute('aria-haspopup', 'dialog');

    summary.addEventListener('click', (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    const cancel = panel.querySelector<HTMLElement>('[data-cancel]');
    cancel?.removeAttribute('hidden');
    cancel?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener('close', () => summary.focus());
    // Before Turbo keeps a copy of the page, the panel goes back to where it works without us.
    document.addEventListener('turbo:before-cache', () => this.#restore(details, panel, dialog), {
      once: true,
    });
    if (shown) dialog.showModal();
  }

  #restore(details: HTMLDetailsElement, panel: HTMLElement, dialog: HTMLDialogElement): void {
    dialog.remove();
    details.append(panel);
  }
}
