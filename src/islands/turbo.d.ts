/** What we use of Turbo, which comes without types. */
declare module '@hotwired/turbo' {
  type Submitter = { beforeSubmit(button: HTMLElement): void; afterSubmit(button: HTMLElement): void };
  export const config: {
    drive: { progressBarDelay: number };
    forms: { submitter: Submitter | 'disabled' | 'aria-disabled' };
  };
}
