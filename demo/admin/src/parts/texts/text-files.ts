import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { addLanguage, exportUrl, languageName, takeIn, transferFormats, type ImportPlan } from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';
import { errorText } from '../error-text.ts';
import { icon } from '../icon.ts';

interface Returned {
  tag: string;
  file: File;
  plan: ImportPlan;
}

/** Texts go out to a translator as a file and come back; a new language begins here. */
export class TextFiles extends AdminElement {
  static override properties = {
    tags: { attribute: false },
    returned: { state: true },
    error: { state: true },
    done: { state: true },
  };

  declare tags: string[];
  declare private returned?: Returned;
  declare private error?: unknown;
  declare private done?: string;

  async #try(work: () => Promise<void>): Promise<void> {
    [this.error, this.done] = [undefined, undefined];
    await work().catch((error: unknown) => (this.error = error));
  }

  #handleFile(tag: string, input: HTMLInputElement): void {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    void this.#try(async () => {
      this.returned = { tag, file, plan: await takeIn(tag, file, { dryRun: true }) };
    });
  }

  #handleTake({ tag, file }: Returned): void {
    void this.#try(async () => {
      const { changes } = await takeIn(tag, file);
      this.returned = undefined;
      this.done = t('texts.takenIn', { count: changes.length });
    });
  }

  #handleAdd(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const tag = String(new FormData(form).get('tag')).trim();
    void this.#try(async () => {
      const { added } = await addLanguage(tag);
      form.reset();
      this.done = t('texts.added', { count: added.length, language: languageName(tag, currentLanguage()) });
      this.dispatchEvent(new Event('texts-stale', { bubbles: true }));
    });
  }

  override render(): TemplateResult {
    return html`
      <details class="text-files">
        <summary>${t('texts.files')}</summary>
        ${this.tags.filter((tag) => tag !== 'en').map((tag) => this.#renderLanguage(tag))}
        <form @submit=${this.#handleAdd}>
          <label>
            <span>${t('texts.newLanguage')}</span>
            <input name="tag" required pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*" placeholder="pl" size="8" />
          </label>
          <button>${t('texts.add')}</button>
        </form>
        ${this.returned ? this.#renderPlan(this.returned) : nothing}
        ${this.done ? html`<p role="status">${this.done}</p>` : nothing}
        ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
      </details>
    `;
  }

  #renderLanguage(tag: string): TemplateResult {
    const accepts = transferFormats.flatMap(({ extensions }) => extensions).join(',');
    return html`
      <div class="text-file-row">
        <span>${languageName(tag, currentLanguage())}</span>
        ${transferFormats.map(
          ({ name, label }) =>
            html`<a class="button" href=${exportUrl(tag, name)} download>${icon('download')}${label}</a>`,
        )}
        <label class="button">
          ${icon('attach')}${t('texts.takeIn')}
          <input
            class="unseen"
            type="file"
            accept=${accepts}
            @change=${(event: Event) => this.#handleFile(tag, event.target as HTMLInputElement)}
          />
        </label>
      </div>
    `;
  }

  /** What would change, before it does. */
  #renderPlan(returned: Returned): TemplateResult {
    const { file, tag, plan } = returned;
    const { changes, confirmed, unchanged, refused } = plan;
    const counts = { changed: changes.length, confirmed: confirmed.length, unchanged };
    return html`
      <section class="text-plan" aria-label=${file.name}>
        <h2>${file.name}</h2>
        <p>${t('texts.plan', counts)}</p>
        <ul>
          ${changes.map(
            ({ key, forms, seen = {} }) => html`
              <li>
                <code>${key}</code>
                ${Object.entries(forms)
                  .filter(([form, text]) => seen[form] !== text)
                  .map(
                    ([form, text]) => html`
                      ${seen[form] ? html`<del lang=${tag}>${seen[form]}</del>` : nothing}<ins lang=${tag}>${text}</ins>
                    `,
                  )}
              </li>
            `,
          )}
          ${refused.map(({ line, key, detail }) => html`<li class="fault">${line}: <code>${key}</code> ${detail}</li>`)}
        </ul>
        <div class="text-buttons">
          <button
            type="button"
            class="primary"
            ?disabled=${changes.length + confirmed.length === 0}
            @click=${() => this.#handleTake(returned)}
          >
            ${t('texts.takePlan', { count: changes.length })}
          </button>
          <button type="button" @click=${() => void (this.returned = undefined)}>${t('texts.cancel')}</button>
        </div>
      </section>
    `;
  }
}

customElements.define('text-files', TextFiles);
