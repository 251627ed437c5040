/**
 * Turbo fetches a page while somebody points at its link, and shows that one when they press. Who opens what is said about
 * something has read it, so that page is fetched when they do.
 */
export function openWhenPressed(): void {
  document.addEventListener('turbo:before-prefetch', (event) => {
    const link = event.target;
    if (link instanceof HTMLAnchorElement && /\/decisions\/[^/]+(\/talk)?$/.test(link.pathname))
      event.preventDefault();
  });
}
