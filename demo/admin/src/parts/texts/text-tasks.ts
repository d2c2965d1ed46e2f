import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { confirmTexts, draftTexts, languageName, type TextEntry, type TextState } from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';
import { errorText } from '../error-text.ts';

interface Progress {
  tag: string;
  tried: number;
  all: number;
  refused: number;
}

/** What can be done with all that is shown: drafts by a model, and their confirmation. */
export class TextTasks extends AdminElement {
  static override properties = {
    texts: { attribute: false },
    tags: { attribute: false },
    canDraft: { attribute: false },
    progress: { state: true },
    error: { state: true },
  };

  declare texts: TextEntry[];
  declare tags: string[];
  declare canDraft: boolean;
  declare private progress?: Progress;
  declare private error?: unknown;
  #stopped = false;

  #keys(tag: string, ...states: TextState[]): string[] {
    return this.texts
      .filter(({ translations }) => states.some((state) => translations[tag]?.state === state))
      .map(({ key }) => key);
  }

  async #draft(tag: string, keys: string[]): Promise<void> {
    [this.#stopped, this.error] = [false, undefined];
    this.progress = { tag, tried: 0, all: keys.length, refused: 0 };
    try {
      await draftTexts(tag, keys, (told) => {
        this.progress = { tag, all: keys.length, ...told };
        return !this.#stopped;
      });
      if (this.progress.refused === 0) this.progress = undefined;
    } catch (error) {
      [this.error, this.progress] = [error, undefined];
    }
  }

  async #confirm(tag: string, keys: string[]): Promise<void> {
    try {
      await confirmTexts(tag, keys);
    } catch (error) {
      this.error = error;
    }
  }

  override render(): TemplateResult {
    return html`
      <div class="text-tasks">
        ${this.tags.filter((tag) => tag !== 'en').map((tag) => this.#renderLanguage(tag))} ${this.#renderProgress()}
        ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
      </div>
    `;
  }

  #renderLanguage(tag: string): TemplateResult {
    const language = languageName(tag, currentLanguage());
    const [lacking, drafts] = [this.#keys(tag, 'missing', 'stale'), this.#keys(tag, 'draft', 'stale')];
    const isBusy = this.progress !== undefined && this.progress.tried < this.progress.all && !this.#stopped;
    return html`
      ${
        lacking.length > 0
          ? html`<button
              type="button"
              ?disabled=${!this.canDraft || isBusy}
              title=${this.canDraft ? t('texts.draftHint') : t('texts.noModel')}
              @click=${() => void this.#draft(tag, lacking)}
            >
              ${t('texts.draft', { count: lacking.length, language })}
            </button>`
          : nothing
      }
      ${
        drafts.length > 0
          ? html`<button type="button" @click=${() => void this.#confirm(tag, drafts)}>
              ${t('texts.confirmShown', { count: drafts.length, language })}
            </button>`
          : nothing
      }
      ${lacking.length > 0 && !this.canDraft ? html`<span class="text-hint">${t('texts.noModel')}</span>` : nothing}
    `;
  }

  #renderProgress(): TemplateResult | typeof nothing {
    if (!this.progress) return nothing;
    const { tried, all, refused } = this.progress;
    return html`
      <span class="text-progress" role="status">
        <progress max=${all} value=${tried}></progress>
        ${t('texts.progress', { tried, all })} ${refused > 0 ? t('texts.notTaken', { count: refused }) : nothing}
      </span>
      ${
        tried < all && !this.#stopped
          ? html`<button type="button" class="quiet" @click=${() => this.#stop()}>${t('texts.stop')}</button>`
          : nothing
      }
    `;
  }

  #stop(): void {
    this.#stopped = true;
    this.requestUpdate();
  }
}

customElements.define('text-tasks', TextTasks);
