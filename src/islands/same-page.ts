/**
 * A link to a place on this page stays on this page. Turbo 8.0.23 fetches the page anew for it, and a form
 * shown again would lose its errors and what was typed.
 */
export function stayOnPage(): void {
  document.addEventListener('turbo:click', (event) => {
    const link = event.target;
    if (link instanceof HTMLAnchorElement && link.getAttribute('href')?.startsWith('#'))
      event.preventDefault();
  });
}
