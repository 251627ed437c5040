/** Offers the print command as a button; without JavaScript the sentence inside says where to find it. */
export class SvPrint extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const hint = this.querySelector('p');
    if (!button || !hint) return;
    button.hidden = false;
    hint.hidden = true;
    button.onclick = () => print();
  }
}
