import { createChat, type Chat, type SendOptions } from '@agent-chat/sdk';
import type { AgentChat } from '../agent-chat.ts';
import { AgentChatClosedEvent } from '../events/closed-event.ts';
import { AgentChatMessageAddedEvent } from '../events/message-added-event.ts';
import { AgentChatMessageSendEvent } from '../events/message-send-event.ts';
import { AgentChatOpenedEvent } from '../events/opened-event.ts';
import { ChatPanel } from './chat-panel.ts';
import { loadRichText } from './load-rich-text.ts';
import type { Proactive } from './proactive/proactive.ts';
import { chatStyles } from './styles/chat-styles.ts';
import { loadTexts } from './texts/load-texts.ts';
import type { Texts } from './texts/texts.ts';

export interface ChatStage {
  readonly chat: Chat;
  /** Brings the panel in step with the tag's attributes. */
  sync(): void;
  send(text: string, options?: SendOptions): Promise<void>;
  dispose(): void;
}

export interface ChatPlace {
  host: AgentChat;
  root: ShadowRoot;
  button: HTMLButtonElement;
  /** The texts of the host's locale, already asked for. */
  texts?: Promise<Response | undefined>;
}

const CHEVRON = 'M6 9.5l6 6 6-6';
const SMALL = '(max-width: 480px), (max-height: 420px)';
const sheet = new CSSStyleSheet();
sheet.replaceSync(chatStyles);

/** Puts the chat beside its launcher. The connection is begun when it opens, and waited for by nobody. */
export async function mountChat(place: ChatPlace): Promise<ChatStage> {
  const { host, root } = place;
  const chat = host.chat ?? createChat(optionsOf(host));
  const texts = await loadTexts({ server: host.server, locale: host.locale, begun: place.texts });
  await pause();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const stage = new MountedChat(place, chat, texts);
  await pause();
  return stage;
}

/** The side of the page: what happens there before anybody opens the chat. */
export const watchPage = (...place: ConstructorParameters<typeof Proactive>): Promise<Proactive> =>
  import('./proactive/proactive.ts').then((page) => new page.Proactive(...place));

/** Between client, drawing and opening: together they would hold up a slow phone noticeably. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

function optionsOf(host: AgentChat) {
  return {
    server: host.server,
    site: host.getAttribute('site') ?? undefined,
    identity: host.getAttribute('identity') ?? undefined,
    locale: host.locale,
    page: { url: location.href, title: document.title },
    connect: false,
  };
}

class MountedChat implements ChatStage {
  #place: ChatPlace;
  #chat: Chat;
  #panel = new ChatPanel();
  #picture: Element;
  /** The launcher's picture while the chat is closed. */
  #bubble: string;
  #open = false;
  #furnished = false;
  #unread = 0;
  #asked: string;
  #locale: string;
  #ends: (() => void)[];

  constructor(place: ChatPlace, chat: Chat, texts: Texts) {
    this.#place = place;
    this.#picture = place.button.querySelector('path')!;
    this.#bubble = this.#picture.getAttribute('d')!;
    this.#chat = chat;
    this.#asked = this.#locale = texts.locale;
    const small = matchMedia(SMALL);
    Object.assign(this.#panel, {
      chat,
      texts,
      modal: small.matches,
      confirmSend: (text: string) => this.#maySend(text),
      onclosed: () => place.host.close(),
      onlocale: (locale: string) => void this.#setLocale(locale),
    });
    small.onchange = () => (this.#panel.modal = small.matches);
    // Only where the panel fills the screen can a keyboard cover it.
    if (small.matches)
      void import('./fit-viewport.ts').then(({ fitViewport }) => this.#ends.push(fitViewport(this.#panel)));
    place.root.append(this.#panel);
    this.#label();
    this.#ends = [
      () => (small.onchange = null),
      chat.on('message', (message) => place.host.dispatchEvent(new AgentChatMessageAddedEvent(message))),
      chat.on('notice', ({ code }) => code === 'locale-changed' && void this.#showLocale(this.#locale, true)),
      chat.subscribe(() => this.#follow()),
    ];
  }

  get chat(): Chat {
    return this.#chat;
  }

  sync(): void {
    const { host } = this.#place;
    if (host.locale !== this.#asked) {
      this.#asked = host.locale;
      void this.#setLocale(this.#asked);
    }
    if (host.hasAttribute('open') !== this.#open) this.#toggle();
  }

  async send(text: string, options?: SendOptions): Promise<void> {
    if (!this.#maySend(text)) return;
    this.#chat.connect();
    await this.#chat.send(text, options);
  }

  dispose(): void {
    this.#picture.setAttribute('d', this.#bubble);
    for (const end of this.#ends) end();
    this.#panel.remove();
    // A client of the page's own is the page's to close.
    if (!this.#place.host.chat) void this.#chat.close();
  }

  #toggle(): void {
    const { host, button } = this.#place;
    this.#open = !this.#open;
    this.#panel.open = this.#open;
    if (this.#open) {
      this.#chat.connect();
      loadRichText().catch(() => undefined);
      void this.#furnish();
    } else button.focus();
    this.#label();
    host.dispatchEvent(this.#open ? new AgentChatOpenedEvent() : new AgentChatClosedEvent());
  }

  /** What is not needed to read and type comes when there is nothing better to do. */
  async #furnish(): Promise<void> {
    if (this.#furnished) return;
    this.#furnished = true;
    await new Promise((idle) => (globalThis.requestIdleCallback ?? setTimeout)(idle));
    try {
      const { furnish } = await import('./comforts/furnish.ts');
      if (!this.#panel.isConnected) return;
      this.#ends.push(furnish({ host: this.#place.host, panel: this.#panel, chat: this.#chat }));
    } catch {
      // Without a connection: the next opening tries again.
      this.#furnished = false;
    }
  }

  #maySend(text: string): boolean {
    return this.#place.host.dispatchEvent(new AgentChatMessageSendEvent(text));
  }

  /** The conversation remembers the language that its visitor chose. */
  #follow(): void {
    const { unread, conversation } = this.#chat.state;
    if (unread !== this.#unread) this.#label();
    const locale = conversation?.locale;
    if (locale && locale !== this.#locale && !this.#locale.startsWith(`${locale}-`)) void this.#showLocale(locale);
  }

  async #setLocale(locale: string): Promise<void> {
    await Promise.all([this.#chat.setLocale(locale).catch(() => undefined), this.#showLocale(locale)]);
  }

  async #showLocale(locale: string, fresh = false): Promise<void> {
    this.#locale = locale;
    const texts = await loadTexts({ server: this.#place.host.server, locale, fresh });
    if (locale !== this.#locale) return;
    this.#panel.texts = texts;
    this.#label();
  }

  /** The launcher says what it will do, and how much waits to be read. */
  #label(): void {
    const { button } = this.#place;
    const { t, direction } = this.#panel.texts;
    const unread = (this.#unread = this.#chat.state.unread);
    const waiting = !this.#open && unread > 0;
    this.#picture.setAttribute('d', this.#open ? CHEVRON : this.#bubble);
    button.dir = direction;
    button.ariaExpanded = String(this.#open);
    button.ariaLabel = this.#open
      ? t('launcher.close')
      : waiting
        ? t('launcher.unread', { count: unread })
        : t('launcher.open');
    if (waiting) button.dataset.unread = String(Math.min(unread, 99));
    else delete button.dataset.unread;
  }
}
