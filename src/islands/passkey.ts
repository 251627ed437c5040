const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

const textOf = (bytes: ArrayBuffer | null): string | undefined =>
  bytes
    ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    : undefined;

type Named = { id: string };

/** Asks the browser for a passkey: for a new one where the question names who it is for. Older ones read no JSON. */
async function askBrowser(question: {
  challenge: string;
  user?: Named;
  excludeCredentials?: Named[];
}): Promise<unknown> {
  const challenge = bytesOf(question.challenge);
  const known = (question.excludeCredentials ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));
  const publicKey = question.user
    ? {
        ...question,
        challenge,
        user: { ...question.user, id: bytesOf(question.user.id) },
        excludeCredentials: known,
      }
    : { ...question, challenge };
  const made = (await (question.user
    ? navigator.credentials.create({ publicKey } as unknown as CredentialCreationOptions)
    : navigator.credentials.get({
        publicKey,
      } as unknown as CredentialRequestOptions))) as PublicKeyCredential;
  const said = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return {
    id: made.id,
    rawId: made.id,
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: textOf(said.clientDataJSON),
      attestationObject: textOf(said.attestationObject ?? null),
      transports: said.getTransports?.(),
      authenticatorData: textOf(said.attestationObject ? null : said.authenticatorData),
      signature: textOf(said.signature ?? null),
      userHandle: textOf(said.userHandle ?? null),
    },
  };
}

/** A form whose answer a passkey gives. Without JavaScript, or where a browser has no passkeys, its words say so. */
class SvPasskey extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const offered = this.querySelector<HTMLElement>('[data-form]');
    const without = this.querySelector<HTMLElement>('[data-without]');
    if (!form || !offered || !without || !window.PublicKeyCredential) return;
    offered.hidden = false;
    without.hidden = true;
    form.onsubmit = (event) => {
      const field = form.elements.namedItem('credential') as HTMLInputElement;
      if (field.value) return;
      event.preventDefault();
      this.#ask(form, field).catch(() => this.#tellFailed(form));
    };
  }

  async #ask(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
    const answer = await fetch(this.getAttribute('question') ?? '', { method: 'POST' });
    field.value = JSON.stringify(await askBrowser(await answer.json()));
    form.requestSubmit();
  }

  /** Closed by its owner, or none is there: nothing has happened, and they may try again. */
  #tellFailed(form: HTMLFormElement): void {
    const failed = this.querySelector<HTMLElement>('[data-failed]');
    if (failed) failed.hidden = false;
    form.querySelector('button')?.removeAttribute('aria-busy');
  }
}

customElements.define('sv-passkey', SvPasskey);
