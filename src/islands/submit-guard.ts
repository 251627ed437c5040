/**
 * Shows that a form is on its way, so that nobody wonders whether the press arrived. Nothing is blocked:
 * the key in the form (`_once`) sees to it that a second sending has no second effect.
 */
export function guardSubmits(): void {
  const busy = new Set<Element>();
  const free = () => {
    for (const button of busy) button.removeAttribute('aria-busy');
    busy.clear();
  };

  document.addEventListener('submit', (event) => {
    if (event.submitter) {
      event.submitter.setAttribute('aria-busy', 'true');
      busy.add(event.submitter);
    }
  });
  document.addEventListener('turbo:submit-end', free);
  document.addEventListener('turbo:fetch-request-error', free);
  // Back from the browser's own store of pages: that sending is over.
  window.addEventListener('pageshow', free);
}
