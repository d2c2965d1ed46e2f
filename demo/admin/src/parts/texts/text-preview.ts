import { html, type PropertyValues, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { fillSamples, type Forms, type Place, type TextEntry } from '../../state/texts.ts';
import { t } from '../../state/words.ts';
import type { PreviewOrder } from '../../preview/preview-order.ts';

const SCENES = ['talk', 'form', 'closed'] as const;

/** The real widget in a frame, with the text that is being written in its place; what the agent says stands there as a message. */
export class TextPreview extends AdminElement {
  static override properties = {
    edited: { attribute: false },
    entry: { attribute: false },
    tag: { attribute: false },
    scene: { state: true },
    isDark: { state: true },
  };

  declare edited?: { place: Place; forms?: Forms };
  declare entry?: TextEntry;
  declare tag: string;
  declare private scene: (typeof SCENES)[number];
  declare private isDark: boolean;

  constructor() {
    super();
    [this.scene, this.isDark] = ['talk', matchMedia('(prefers-color-scheme: dark)').matches];
  }

  override updated(changed: PropertyValues): void {
    if (changed.size > 0) this.#send();
  }

  #send(): void {
    const frame = this.querySelector('iframe')?.contentWindow;
    const forms = this.edited?.forms;
    const [namespace = '', path = ''] = (this.edited?.place.key ?? '').split(/:(.*)/s);
    const isChrome = namespace.startsWith('widget');
    const order: PreviewOrder = {
      locale: this.tag,
      theme: this.isDark ? 'dark' : 'light',
      scene: this.scene,
      texts: forms && isChrome ? { namespace, path, forms } : undefined,
      said:
        forms && !isChrome ? Object.values(forms).map((text) => fillSamples(text, this.entry?.context?.sample)) : [],
    };
    frame?.postMessage(order, location.origin);
  }

  override render(): TemplateResult {
    return html`
      <aside class="text-preview" aria-label=${t('texts.preview')}>
        <div class="text-preview-head">
          <h2>${t('texts.preview')}</h2>
          <label>
            <span class="unseen">${t('texts.scene')}</span>
            <select
              @change=${(event: Event) =>
                void (this.scene = (event.target as HTMLSelectElement).value as (typeof SCENES)[number])}
            >
              ${SCENES.map((scene) => html`<option value=${scene}>${t(`texts.scenes.${scene}`)}</option>`)}
            </select>
          </label>
          <button type="button" aria-pressed=${this.isDark} @click=${() => void (this.isDark = !this.isDark)}>
            ${t('texts.dark')}
          </button>
        </div>
        <iframe src="/admin/preview.html" title=${t('texts.preview')} @load=${() => this.#send()}></iframe>
      </aside>
    `;
  }
}

customElements.define('text-preview', TextPreview);
