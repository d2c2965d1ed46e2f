import type { Chat, ChatState, Conversation } from '@agent-chat/sdk';
import type { AgentChat } from '../../agent-chat.ts';
import type { ChatPanel } from '../chat-panel.ts';
import { furnish } from '../comforts/furnish.ts';
import { fitViewport } from '../fit-viewport.ts';
import { badgeStyles } from '../styles/badge-styles.ts';
import { Language, type LanguageOptions } from './language.ts';
import { pageEvents } from './page-events.ts';
import { pageOf } from './page-of.ts';

/** Milliseconds after a change of address in which a page gives itself its title. */
const SETTLED = 200;
const sheet = new CSSStyleSheet();
sheet.replaceSync(badgeStyles);

export interface PageSideOptions extends LanguageOptions {
  panel: ChatPanel;
  /** What the client was made with. */
  identity: string | undefined;
}

/** What the page has of its chat, and the chat of its page. Fetched after what it takes to read and type. */
export class PageSide {
  #host: AgentChat;
  #chat: Chat;
  #panel: ChatPanel;
  #page: string;
  #timeZone: string | undefined;
  #identity: string | undefined;
  #conversation: Conversation | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ends: (() => void)[];
  #ended = false;
  #isFurnished = false;

  readonly language: Language;

  constructor(options: PageSideOptions) {
    const { host, chat, panel } = options;
    this.#host = host;
    this.#chat = chat;
    this.#panel = panel;
    this.language = new Language(options);
    this.#identity = options.identity;
    const { url, title } = pageOf(host);
    this.#page = JSON.stringify({ url, title });
    this.#ends = [
      this.#followAddress(),
      fitViewport(panel),
      this.#awaitTyping(),
      chat.subscribe((state) => this.#follow(state)),
      chat.on('notice', ({ code }) => code === 'locale-changed' && this.language.refresh()),
    ];
    this.sync();
  }

  /** What is not needed to read and type comes when there is nothing better to do. */
  furnish(): void {
    if (this.#isFurnished) return;
    this.#isFurnished = true;
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(() => {
      if (!this.#ended) this.#ends.push(furnish({ host: this.#host, panel: this.#panel, chat: this.#chat }));
    });
  }

  /** An event of the page. */
  tell<E extends keyof typeof pageEvents>(name: E, detail: Parameters<(typeof pageEvents)[E]>[0]): void {
    const make = pageEvents[name] as (detail: unknown) => Event;
    this.#host.dispatchEvent(make(detail));
  }

  /** Brings the client in step with the tag's attributes. */
  sync(): void {
    this.#tellPage();
    this.language.ask(this.#host.locale);
    const { identity } = this.#host;
    if (identity === this.#identity) return;
    this.#identity = identity;
    // Why it failed is in the state, and the page is told by the client's `error`.
    (identity ? this.#chat.identify(identity) : this.#chat.reset()).catch(() => undefined);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
  }

  /** Pages that draw themselves anew without being loaded say so by the Navigation API, older browsers only when one goes back. */
  #followAddress(): () => void {
    const { navigation } = window as { navigation?: EventTarget };
    const moved = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tellPage(), SETTLED);
    };
    navigation?.addEventListener('currententrychange', moved);
    addEventListener('popstate', moved);
    return () => {
      navigation?.removeEventListener('currententrychange', moved);
      removeEventListener('popstate', moved);
    };
  }

  /** Finding out the time zone takes a slow phone 60 ms, and nobody needs it before something is asked. */
  #awaitTyping(): () => void {
    const ends = new AbortController();
    const tell = () => {
      this.#timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      this.#tellPage();
    };
    const typed = () => (globalThis.requestIdleCallback ?? setTimeout)(tell);
    this.#panel.addEventListener('input', typed, { once: true, signal: ends.signal });
    return () => ends.abort();
  }

  #tellPage(): void {
    const page = pageOf(this.#host, this.#timeZone);
    const told = JSON.stringify(page);
    if (told === this.#page) return;
    this.#page = told;
    this.#chat.setPage(page);
  }

  #follow({ conversation, unread }: ChatState): void {
    if (unread > 0) this.#panel.adopt(sheet);
    this.language.follow(conversation?.locale);
    const before = this.#conversation;
    if (!conversation || conversation === before) return;
    this.#conversation = conversation;
    if (said(conversation) !== said(before)) this.tell('conversation', conversation);
  }
}

/** All of it but what changes with every message. */
function said(conversation: Conversation | undefined): string {
  return JSON.stringify({ ...conversation, lastSeq: 0, readSeq: 0, deliveredSeq: 0, scenario: 0 });
}
