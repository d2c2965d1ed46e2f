import type { Chat } from '@agent-chat/sdk';
import type { ChatStage } from './chat/mount-chat.ts';
import type { Proactive } from './chat/proactive/proactive.ts';
import { attributeProblem, isLocale } from './launcher/attribute-problem.ts';
import { createLauncherButton } from './launcher/launcher-button.ts';
import { launcherStyles } from './launcher/launcher-styles.ts';

const LABELS: Record<string, string> = { en: 'Open chat', ru: 'Открыть чат' };
/** Milliseconds. */
const IDLE_AFTER = 2000;
const sheet = new CSSStyleSheet();
sheet.replaceSync(launcherStyles);

/**
 * The chat on a page: a button until somebody means to use it, then the whole chat.
 *
 * @attr server - Origin of the backend; default: the origin that served this script.
 * @attr site - Which site of the backend this page belongs to.
 * @attr locale - BCP 47; default: the `lang` around the tag, then the browser's language.
 * @attr mode - `floating`.
 * @attr theme - `auto` (default), `light`, `dark`.
 * @attr open - Present while the chat is open; may be set and removed.
 * @attr identity - Signed identity (JWT) of a site that knows its users.
 *
 * @event agent-chat-opened
 * @event agent-chat-closed
 * @event agent-chat-proactive-shown - The agent has spoken first, beside the launcher.
 * @event agent-chat-message-send - Before a message is sent; cancelable.
 * @event agent-chat-message-added - After any message has joined the conversation.
 *
 * @csspart launcher - The button. Further parts: see chat/chat-panel.ts.
 * @cssprop --agent-chat-accent - Colour of the launcher, own messages and main buttons.
 * @cssprop --agent-chat-accent-text - Colour of text on it.
 * @cssprop --agent-chat-offset - Distance from the corner of the window; 20px.
 * @cssprop --agent-chat-font - Font family.
 * @cssprop --agent-chat-z-index
 */
export class AgentChat extends HTMLElement {
  static readonly observedAttributes = ['open', 'theme', 'locale', 'mode', 'server'];

  #root = this.attachShadow({ mode: 'open' });
  #button = createLauncherButton('');
  #stage: Promise<ChatStage> | undefined;
  #module: Promise<typeof import('./chat/mount-chat.ts')> | undefined;
  #page: Promise<Proactive> | undefined;
  #texts: Promise<Response | undefined> | undefined;

  /** A client of the page's own, instead of one made from the attributes. Set it before the chat is first opened. */
  declare chat?: Chat;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#button);
    this.#button.onclick = () => this.toggle();
    for (const intent of ['pointerenter', 'focus', 'touchstart']) {
      this.#button.addEventListener(intent, () => this.#preload(true), { passive: true });
    }
  }

  /** Origin of the backend. */
  get server(): string {
    const server = this.getAttribute('server');
    return server && URL.canParse(server, location.href)
      ? new URL(server, location.href).origin
      : new URL(import.meta.url).origin;
  }

  /** The language that the visitor is met with. */
  get locale(): string {
    const tags = [this.getAttribute('locale'), this.closest('[lang]')?.getAttribute('lang'), navigator.language];
    return tags.find((tag) => tag && isLocale(tag)) ?? 'en';
  }

  connectedCallback(): void {
    if (!this.#stage) this.#button.ariaLabel = LABELS[this.locale.slice(0, 2)] ?? LABELS.en!;
    this.#sync();
    // Who stays on a page for a while may well ask. Safari has no idle callbacks.
    setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => this.#preload()), IDLE_AFTER);
  }

  disconnectedCallback(): void {
    queueMicrotask(async () => {
      if (this.isConnected || !this.#stage) return;
      const stage = this.#stage;
      this.#stage = undefined;
      (await stage).dispose();
    });
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    const problem = attributeProblem(name, value);
    if (problem) console.warn(`<agent-chat>: ${problem}`);
    if (this.isConnected) this.#sync();
  }

  open(): void {
    this.toggleAttribute('open', true);
  }

  close(): void {
    this.toggleAttribute('open', false);
  }

  toggle(): void {
    this.toggleAttribute('open');
  }

  /** Says `text` for the visitor; resolves when the server has stored it, or when a listener has cancelled it. */
  async send(text: string): Promise<void> {
    await (await this.#load()).send(text);
  }

  /** Tells what the visitor did, e.g. `track('cart', { total: 120 })`: rules may wait for it, operators see it. Connects nothing. */
  track(name: string, data?: unknown): void {
    this.#watch().then((page) => page.track(name, data));
  }

  #watch(): Promise<Proactive> {
    return (this.#page ??= this.#fetch().then(({ watchPage }) => watchPage(this, () => this.#load())));
  }

  #sync(): void {
    if (this.#stage || this.hasAttribute('open')) {
      this.#load().then(
        (stage) => stage.sync(),
        () => this.close(),
      );
    }
  }

  /** Whoever means to open it finds it drawn; nothing is connected before it opens. */
  #preload(meant = false): void {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (!this.isConnected || connection?.saveData) return;
    (meant ? this.#load() : this.#watch()).catch(() => undefined);
  }

  #fetch(): Promise<typeof import('./chat/mount-chat.ts')> {
    this.#texts ??= fetch(`${this.server}/locales/${this.locale}/widget.json`).catch(() => undefined);
    this.#module ??= import('./chat/mount-chat.ts').catch((cause: unknown) => {
      this.#module = undefined;
      throw cause;
    });
    return this.#module;
  }

  #load(): Promise<ChatStage> {
    this.#stage ??= this.#mount().catch((cause: unknown) => {
      this.#stage = undefined;
      console.error('<agent-chat>: cannot load the chat; check that its server is reachable', cause);
      throw cause;
    });
    return this.#stage;
  }

  async #mount(): Promise<ChatStage> {
    this.#button.ariaBusy = 'true';
    try {
      const { mountChat } = await this.#fetch();
      const texts = this.#texts;
      this.#texts = undefined;
      return await mountChat({ host: this, root: this.#root, button: this.#button, texts });
    } finally {
      this.#button.ariaBusy = null;
    }
  }
}

if (!customElements.get('agent-chat')) customElements.define('agent-chat', AgentChat);

declare global {
  interface HTMLElementTagNameMap {
    'agent-chat': AgentChat;
  }
}
