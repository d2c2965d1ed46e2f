import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { ApiError } from '../state/api.ts';
import { setUp } from '../state/session.ts';
import { t } from '../state/words.ts';
import { errorText } from './error-text.ts';
import './language-switch.ts';

/** The first account, from the link that the server printed. */
export class SetupForm extends AdminElement {
  static override properties = { token: { attribute: false }, busy: { state: true }, error: { state: true } };

  declare token: string;
  declare private busy: boolean;
  declare private error?: unknown;

  override render(): TemplateResult {
    document.title = `${t('setup.title')} · ${t('app.name')}`;
    return html`
      <main class="gate">
        <form @submit=${this.#handleSubmit}>
          <span class="mark"></span>
          <h1>${t('setup.title')}</h1>
          <p class="hint">${t('setup.intro')}</p>
          <label>
            ${t('setup.name')}
            <input name="name" autocomplete="name" maxlength="80" required autofocus aria-describedby="name-hint" />
            <small id="name-hint">${t('setup.nameHint')}</small>
          </label>
          <label>${t('login.email')}<input name="email" type="email" autocomplete="username" required /></label>
          <label>
            ${t('login.password')}
            <input
              name="password"
              type="password"
              autocomplete="new-password"
              minlength="10"
              required
              aria-describedby="password-hint"
            />
            <small id="password-hint">${t('setup.passwordHint')}</small>
          </label>
          ${this.error ? html`<p class="fault" role="alert">${this.#faultText()}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>${t('setup.submit')}</button>
        </form>
        <language-switch></language-switch>
      </main>
    `;
  }

  #faultText(): string {
    const isUsed = this.error instanceof ApiError && this.error.code === 'FORBIDDEN';
    return isUsed ? t('setup.used') : errorText(this.error);
  }

  async #handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const [name, email, password] = ['name', 'email', 'password'].map((field) => String(data.get(field)));
    this.busy = true;
    this.error = undefined;
    try {
      const account = await setUp(this.token, { name, email: email!, password: password! });
      this.dispatchEvent(new CustomEvent('admin-signed-in', { bubbles: true, detail: account }));
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  }
}

customElements.define('setup-form', SetupForm);
