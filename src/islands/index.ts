import * as Turbo from '@hotwired/turbo';
import { tellWhenLineIsDown } from './line-down.ts';
import { openWhenPressed } from './prefetch.ts';
import { stayOnPage } from './same-page.ts';
import { guardSubmits } from './submit-guard.ts';
import { SvAutosave } from './sv-autosave.ts';
import { SvDialog } from './sv-dialog.ts';
import { forgetSentDrafts, SvDraft } from './sv-draft.ts';
import { SvLive } from './sv-live.ts';
import { SvMenu } from './sv-menu.ts';
import { SvPrint } from './sv-print.ts';

// The bar needs inline style, which our pages forbid: it waits for the longest time a browser can count.
Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
// Turbo would disable the button; on a line that hangs, pressing again must stay possible.
Turbo.config.forms.submitter = { beforeSubmit() {}, afterSubmit() {} };

customElements.define('sv-draft', SvDraft);
customElements.define('sv-autosave', SvAutosave);
customElements.define('sv-dialog', SvDialog);
customElements.define('sv-live', SvLive);
customElements.define('sv-menu', SvMenu);
customElements.define('sv-print', SvPrint);
guardSubmits();
tellWhenLineIsDown();
stayOnPage();
openWhenPressed();
document.addEventListener('turbo:load', forgetSentDrafts);
