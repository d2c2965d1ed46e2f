import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from './admin-element.ts';
import type { Account } from './api-types.ts';
import { pages, type Page } from './pages/pages.ts';
import './parts/app-header.ts';
import './parts/connection-note.ts';
import './parts/login-form.ts';
import './parts/setup-form.ts';
import { whenSignedOut } from './state/api.ts';
import { currentPlace, followPlaces, goTo } from './state/router.ts';
import { closeLive } from './state/live.ts';
import { logOut, readSession } from './state/session.ts';
import { loadWords, t } from './state/words.ts';

type State = 'loading' | 'failed' | 'set-up' | 'login' | 'open';

/** The console: who may come in, then the page of the address. */
export class AdminApp extends AdminElement {
  static override properties = { state: { state: true } };

  declare private state: State;
  #account?: Account;
  #setupToken?: string;

  constructor() {
    super();
    this.state = 'loading';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(followPlaces(() => this.#handleMove()));
    whenSignedOut(() => this.#handleSignedOut());
    this.addEventListener('admin-signed-in', (event) => this.#enter((event as CustomEvent<Account>).detail));
    this.addEventListener('admin-log-out', () => void this.#leave());
    void this.#start();
  }

  async #start(): Promise<void> {
    try {
      await loadWords();
      this.#setupToken = new URLSearchParams(location.hash.slice(1)).get('setup') ?? undefined;
      const account = await readSession();
      if (account) this.#enter(account);
      else this.state = this.#setupToken ? 'set-up' : 'login';
    } catch {
      this.state = 'failed';
    }
  }

  #enter(account: Account): void {
    this.#account = account;
    if (location.hash) history.replaceState(undefined, '', location.pathname + location.search);
    if (currentPlace().path === '/') goTo(pages[0]!.home!, { replace: true });
    this.state = 'open';
  }

  async #leave(): Promise<void> {
    await logOut().catch(() => {});
    this.#handleSignedOut();
  }

  #handleSignedOut(): void {
    closeLive();
    this.#account = undefined;
    this.state = 'login';
  }

  /** A new page begins at its heading, as a loaded one would. */
  #handleMove(): void {
    this.requestUpdate();
    scrollTo(0, 0);
  }

  override render(): TemplateResult | typeof nothing {
    switch (this.state) {
      case 'loading':
        return nothing;
      case 'failed':
        return html`<main class="gate">
          <p role="alert">The console could not be loaded. Is the server running?</p>
        </main>`;
      case 'set-up':
        return html`<setup-form .token=${this.#setupToken}></setup-form>`;
      case 'login':
        return html`<login-form></login-form>`;
      case 'open':
        return this.#renderPage();
    }
  }

  #renderPage(): TemplateResult {
    const place = currentPlace();
    const page = pages.find(({ path }) => path.test(place.path));
    return html`
      <a class="skip" href="#main">${t('app.skip')}</a>
      <app-header .account=${this.#account} .current=${page?.name ?? ''}></app-header>
      <connection-note></connection-note>
      <main id="main" tabindex="-1" class=${page?.layout ?? 'plain'}>
        ${page ? this.#renderContent(page) : this.#renderUnknown()}
      </main>
    `;
  }

  #renderContent(page: Page): TemplateResult {
    const place = currentPlace();
    document.title = `${t(page.title)} · ${t('app.name')}`;
    return page.render({ id: page.path.exec(place.path)?.[1], query: place.query });
  }

  #renderUnknown(): TemplateResult {
    return html`<div class="empty"><h1>${t('app.unknown')}</h1></div>`;
  }
}

customElements.define('admin-app', AdminApp);
