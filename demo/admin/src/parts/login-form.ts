import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { logIn } from '../state/session.ts';
import { t } from '../state/words.ts';
import { errorText } from './error-text.ts';
import './language-switch.ts';

export class LoginForm extends AdminElement {
  static override properties = { busy: { state: true }, error: { state: true } };

  declare private busy: boolean;
  declare private error?: unknown;

  override render(): TemplateResult {
    document.title = `${t('login.title')} · ${t('app.name')}`;
    return html`
      <main class="gate">
        <form @submit=${this.#handleSubmit}>
          <span class="mark"></span>
          <h1>${t('login.title')}</h1>
          <label
            >${t('login.email')}<input name="email" type="email" autocomplete="username" required autofocus
          /></label>
          <label
            >${t('login.password')}<input name="password" type="password" autocomplete="current-password" required
          /></label>
          ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>${t('login.submit')}</button>
        </form>
        <language-switch></language-switch>
      </main>
    `;
  }

  async #handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.error = undefined;
    try {
      const account = await logIn(String(data.get('email')), String(data.get('password')));
      this.dispatchEvent(new CustomEvent('admin-signed-in', { bubbles: true, detail: account }));
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  }
}

customElements.define('login-form', LoginForm);
