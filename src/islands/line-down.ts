/**
 * A form that does not get through: Turbo would say nothing. A line at the foot of the page says that
 * nothing is lost, and goes when the next form arrives.
 */
export function tellWhenLineIsDown(): void {
  const show = (down: boolean) =>
    document.querySelector('[data-line-down]')?.toggleAttribute('hidden', !down);
  document.addEventListener('turbo:fetch-request-error', (event) => {
    if (event.target instanceof HTMLFormElement) show(true);
  });
  document.addEventListener('turbo:before-fetch-response', () => show(false));
}
