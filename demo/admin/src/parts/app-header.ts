import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import type { Account } from '../api-types.ts';
import { pages } from '../pages/pages.ts';
import { href } from '../state/router.ts';
import { t } from '../state/words.ts';
import './language-switch.ts';

export class AppHeader extends AdminElement {
  static override properties = { account: { attribute: false }, current: { attribute: false } };

  declare account: Account;
  declare current: string;

  override render(): TemplateResult {
    return html`
      <header class="app-header">
        <a class="brand" href=${href(pages[0]!.home!)} aria-label=${t('app.name')}
          ><span class="mark"></span><span>${t('app.name')}</span></a
        >
        <nav aria-label=${t('app.pages')}>
          ${pages
            .filter(({ home }) => home)
            .map(
              ({ home, name, title }) =>
                html`<a href=${href(home!)} aria-current=${name === this.current ? 'page' : 'false'}>${t(title)}</a>`,
            )}
        </nav>
        <div class="account">
          <language-switch></language-switch>
          <span class="account-name" title=${this.account.email}>${this.account.name}</span>
          <button type="button" class="quiet" @click=${this.#handleLogOut}>${t('app.logOut')}</button>
        </div>
      </header>
    `;
  }

  #handleLogOut(): void {
    this.dispatchEvent(new CustomEvent('admin-log-out', { bubbles: true }));
  }
}

customElements.define('app-header', AppHeader);
