import type { SiteView } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { beep } from '../comforts/beep.ts';
import { prefers, setPreference, type Preference } from '../comforts/preferences.ts';

/** Whether a new message may be heard and shown outside the page: the visitor's own choice, kept in this browser. */
export class AlertsView extends ChatElement {
  static override properties = ['site', 'denied'];

  declare site: SiteView | undefined;
  /** The browser does not let this page show notices. */
  declare denied: boolean;

  async #toggle(name: Preference): Promise<void> {
    const on = !this.#isOn(name);
    this.denied = on && name === 'notices' && (await Notification.requestPermission()) !== 'granted';
    setPreference(name, on && !this.denied);
    if (on && name === 'sound') beep();
    this.redraw();
  }

  #isOn(name: Preference): boolean {
    return prefers(name) && (name === 'sound' || Notification.permission === 'granted');
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { features } = this.site ?? {};
    return html`<p>${t('alerts.text')}</p>
      <ul class="options">
        ${features?.sound === false ? nothing : this.#renderSwitch('sound')}
        ${features?.notifications === false || !('Notification' in globalThis) ? nothing : this.#renderSwitch('notices')}
      </ul>
      ${this.denied ? html`<p class="problem" role="alert">${t('alerts.denied')}</p>` : nothing}`;
  }

  #renderSwitch(name: Preference): TemplateResult {
    return html`<li>
      <button role="switch" aria-checked=${this.#isOn(name)} @click=${() => void this.#toggle(name)}>
        <span>${this.texts.t(`alerts.${name}`)}</span><span class="switch" aria-hidden="true"></span>
      </button>
    </li>`;
  }
}

AlertsView.define('agent-chat-alerts-view');
