import type { Chat } from '@agent-chat/sdk';
import type { AgentChat } from '../../agent-chat.ts';
import type { ChatElement } from '../chat-element.ts';
import { loadTexts } from '../texts/load-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { isLocale } from './is-locale.ts';

export interface LanguageOptions {
  host: AgentChat;
  chat: Chat;
  /** What it is shown in. */
  texts: Texts;
  show(texts: Texts): void;
}

/** Parts that no other part draws, and gives its texts. */
const ON_THEIR_OWN = 'agent-chat-dictation, agent-chat-attachments, agent-chat-record, agent-chat-commands';

/** Changes the language of an open chat: for its visitor, its page, or because the conversation remembers another one. */
export class Language {
  #options: LanguageOptions;
  #asked: string;
  #locale: string;

  constructor(options: LanguageOptions) {
    this.#options = options;
    this.#asked = this.#locale = options.texts.locale;
  }

  /** What the tag says now. */
  ask(locale: string): void {
    if (locale === this.#asked) return;
    this.#asked = locale;
    this.set(locale);
  }

  /** The visitor's choice. */
  set(locale: string): void {
    this.#options.chat.setLocale(locale).catch(() => undefined);
    void this.#show(locale);
  }

  /** The conversation remembers what its visitor chose. */
  follow(locale: string | undefined): void {
    if (!locale || locale === this.#locale || this.#locale.startsWith(`${locale}-`) || !isLocale(locale)) return;
    void this.#show(locale);
  }

  /** The texts have changed on the server. */
  refresh(): void {
    void this.#show(this.#locale, true);
  }

  async #show(locale: string, fresh = false): Promise<void> {
    this.#locale = locale;
    const texts = await loadTexts({ server: this.#options.host.server, locale, fresh });
    if (locale !== this.#locale) return;
    this.#options.show(texts);
    const parts = this.#options.host.shadowRoot!.querySelectorAll<ChatElement>(ON_THEIR_OWN);
    for (const part of parts) part.texts = texts;
  }
}
