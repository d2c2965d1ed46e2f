import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { formatNumber, formatTime } from '../../state/format.ts';
import { href } from '../../state/router.ts';
import { clearMisses, languageName, readMisses, type Miss } from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';

/** Texts that visitors were shown in another language, because theirs lacks them. */
export class MissList extends AdminElement {
  static override properties = { misses: { state: true } };

  declare private misses?: Miss[];

  override firstUpdated(): void {
    void this.#load();
  }

  /** What cannot be read is not shown: the grid says the same. */
  async #load(): Promise<void> {
    this.misses = await readMisses().catch(() => undefined);
  }

  async #clear(): Promise<void> {
    await clearMisses().catch(() => undefined);
    await this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.misses || this.misses.length === 0) return nothing;
    return html`
      <details class="text-files">
        <summary>${t('texts.misses', { count: this.misses.length })}</summary>
        <ul class="text-misses">
          ${this.misses.map(
            ({ tag, key, count, lastAt }) => html`
              <li>
                <a href=${href(`/locales?${new URLSearchParams({ tags: tag, search: key })}`)}><code>${key}</code></a>
                <span class="text-hint">
                  ${languageName(tag, currentLanguage())} · ${formatNumber(count)} · ${formatTime(lastAt)}
                </span>
              </li>
            `,
          )}
        </ul>
        <button type="button" @click=${() => void this.#clear()}>${t('texts.clearMisses')}</button>
      </details>
    `;
  }
}

customElements.define('miss-list', MissList);
