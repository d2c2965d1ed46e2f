import { createChat, type Chat, type SendOptions } from '@agent-chat/sdk';
import type { AgentChat } from '../agent-chat.ts';
import { AgentChatClosedEvent } from '../events/closed-event.ts';
import { AgentChatMessageSendEvent } from '../events/message-send-event.ts';
import { AgentChatOpenEvent } from '../events/open-event.ts';
import { AgentChatOpenedEvent } from '../events/opened-event.ts';
import { ChatPanel } from './chat-panel.ts';
import { loadRichText } from './load-rich-text.ts';
import type { PageSide } from './page-side/page-side.ts';
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
/** Milliseconds; what the page has of the chat must not be in the way of its opening. */
const PAGE_SIDE_AFTER = 500;
const SMALL = '(max-width: 480px), (max-height: 420px)';
const sheet = new CSSStyleSheet();
sheet.replaceSync(chatStyles);

/** Puts the chat beside its launcher. The connection is begun when it opens, and waited for by nobody. */
export async function mountChat(place: ChatPlace): Promise<ChatStage> {
  const { host, root } = place;
  const isFloating = !/^(inline|page)$/.test(host.mode!);
  const Panel = isFloating ? ChatPanel : (await import('./in-page/in-page-panel.ts')).InPagePanel;
  const chat = host.chat ?? createChat(optionsOf(host));
  const texts = await loadTexts({ server: host.server, locale: host.locale, begun: place.texts });
  await pause();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const stage = new MountedChat(place, chat, Object.assign(new Panel(), { chat, texts }));
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
    locale: host.getAttribute('locale') ?? undefined,
    pageLocale: host.closest('[lang]')?.getAttribute('lang') ?? undefined,
    languages: navigator.languages,
    page: { url: location.href, title: document.title },
    connect: false,
  };
}

class MountedChat implements ChatStage {
  #place: ChatPlace;
  #panel: ChatPanel;
  #picture: Element;
  /** The launcher's picture while the chat is closed. */
  #bubble: string;
  #open = false;
  #unread = 0;
  #pageSide: Promise<PageSide> | undefined;
  /** What had the focus when it was opened. */
  #opener: HTMLElement | undefined;
  #identity: string | undefined;
  #ends: (() => void)[];

  readonly chat: Chat;

  constructor(place: ChatPlace, chat: Chat, panel: ChatPanel) {
    this.#place = place;
    this.#picture = place.button.querySelector('path')!;
    this.#bubble = this.#picture.getAttribute('d')!;
    this.chat = chat;
    this.#identity = place.host.identity;
    this.#panel = panel;
    const small = matchMedia(SMALL);
    const fit = () => (panel.modal = small.matches);
    Object.assign(panel, {
      confirmSend: (text: string) => this.#maySend(text),
      onclosed: () => place.host.close(),
      onlocale: (locale: string) => this.#withPage(({ language }) => language.set(locale)),
    });
    fit();
    small.onchange = fit;
    place.root.append(panel);
    this.#label();
    this.#ends = [
      () => (small.onchange = null),
      chat.on('message', (message) => this.#withPage((side) => side.tell('message', message))),
      chat.on('lead', (lead) => this.#withPage((side) => side.tell('lead', lead))),
      chat.on('error', (error) => this.#withPage((side) => side.tell('error', error))),
      chat.subscribe(({ unread }) => unread !== this.#unread && this.#label()),
    ];
    const timer = setTimeout(() => this.#withPage(() => undefined), PAGE_SIDE_AFTER);
    this.#ends.push(() => clearTimeout(timer));
  }

  sync(): void {
    const { host } = this.#place;
    if (host.hasAttribute('open') !== this.#open) this.#toggle();
    if (this.#pageSide) this.#withPage((side) => side.sync());
  }

  async send(text: string, options?: SendOptions): Promise<void> {
    if (!this.#maySend(text)) return;
    this.chat.connect();
    await this.chat.send(text, options);
  }

  dispose(): void {
    this.#picture.setAttribute('d', this.#bubble);
    for (const end of this.#ends) end();
    if (this.#pageSide) this.#withPage((side) => side.end());
    this.#panel.remove();
    // A client of the page's own is the page's to close.
    if (!this.#place.host.chat) void this.chat.close();
  }

  #withPage(work: (side: PageSide) => void): void {
    (this.#pageSide ??= this.#loadPageSide()).then(work, () => (this.#pageSide = undefined));
  }

  async #loadPageSide(): Promise<PageSide> {
    const { PageSide } = await import('./page-side/page-side.ts');
    const show = (texts: Texts) => {
      this.#panel.texts = texts;
      this.#label();
    };
    const { texts } = this.#panel;
    return new PageSide({
      ...{ host: this.#place.host, chat: this.chat, panel: this.#panel },
      ...{ identity: this.#identity, texts, show },
    });
  }

  #toggle(): void {
    const { host, button } = this.#place;
    if (!this.#open && !host.dispatchEvent(new AgentChatOpenEvent())) return host.close();
    const open = (this.#open = !this.#open);
    const active = document.activeElement as HTMLElement;
    if (open) {
      this.#opener = active === host || active === document.body ? button : active;
      this.chat.connect();
      loadRichText().catch(() => undefined);
    }
    this.#panel.open = open;
    // A dialog that covers the page lets go of the focus only once it is drawn as closed.
    if (!open && host.matches(':focus-within')) void this.#panel.drawn.then(() => this.#opener!.focus());
    this.#label();
    if (open) this.#withPage((side) => side.furnish());
    host.dispatchEvent(open ? new AgentChatOpenedEvent() : new AgentChatClosedEvent());
  }

  #maySend(text: string): boolean {
    return this.#place.host.dispatchEvent(new AgentChatMessageSendEvent(text));
  }

  /** The launcher says what it will do, and how much waits to be read. */
  #label(): void {
    const { button } = this.#place;
    const { t, direction } = this.#panel.texts;
    const unread = (this.#unread = this.chat.state.unread);
    const waiting = !this.#open && unread > 0;
    this.#picture.setAttribute('d', this.#open ? CHEVRON : this.#bubble);
    button.dir = direction;
    button.ariaExpanded = String(this.#open);
    button.lastChild!.textContent = this.#open
      ? t('launcher.close')
      : waiting
        ? t('launcher.unread', { count: unread })
        : t('launcher.open');
    if (waiting) button.dataset.unread = String(Math.min(unread, 99));
    else delete button.dataset.unread;
  }
}
