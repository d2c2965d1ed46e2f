import { html, type TemplateResult } from 'lit/html.js';
import type { UploadRules } from '@agent-chat/sdk/protocol';
import { drawing } from '../icon.ts';
import { LaterElement } from '../later-element.ts';
import { accepted } from './file-rules.ts';

const CLIP =
  'M19.5 11.5l-7.6 7.6a5 5 0 0 1-7.1-7.1l7.9-7.9a3.4 3.4 0 0 1 4.8 4.8l-7.8 7.8a1.7 1.7 0 0 1-2.4-2.4l7.1-7.1';

/** Opens the dialog for files. */
export class AttachButton extends LaterElement {
  static override properties = ['rules'];

  declare rules: UploadRules;
  declare onfiles: (files: File[]) => void;

  #onChange({ target }: Event): void {
    const input = target as HTMLInputElement;
    this.onfiles([...input.files!]);
    // The same file may be chosen again.
    input.value = '';
  }

  protected override renderWorded(): TemplateResult {
    const label = this.texts.t('attach.choose');
    const choose = () => this.querySelector('input')!.click();
    return html`<button
        type="button"
        class="attach-button"
        part="attach"
        aria-label=${label}
        title=${label}
        @click=${choose}
      >
        ${drawing('clip', CLIP)}
      </button>
      <input type="file" hidden multiple accept=${accepted(this.rules)} @change=${this.#onChange} />`;
  }
}

AttachButton.define('agent-chat-attach');
