import { randomInt } from 'node:crypto';
import type { Api } from 'grammy';
import type { Address, LiveEvent } from '../channel.ts';
import { markdownToTelegram } from './markdown-to-telegram.ts';
import { TEXT_LIMIT } from './render-message.ts';
import { splitText } from './split-text.ts';
import { troubleOf } from './telegram-trouble.ts';

export interface LiveView {
  show(event: LiveEvent, address: Address): void;
  /** Takes back the next preview and resolves when none is on its way: one that arrives after its message would stand there for half a minute. */
  previewsSent(chatId: number): Promise<void>;
  stop(): void;
}

export interface LiveViewOptions {
  api(): Api | undefined;
  /** Milliseconds between two previews. */
  previewMs?: number;
  /** Telegram shows "typing" for five seconds at most. */
  typingMs?: number;
}

/** A turn that never ends must not type for ever. */
const LONGEST_TYPING_MS = 120_000;

interface ChatView {
  typing?: NodeJS.Timeout;
  preview?: NodeJS.Timeout;
  draftId: number;
  text: string;
  shownAt: number;
  sending?: Promise<void>;
}

/** Shows an answer in the making: "typing", then drafts of its text. Nothing of it matters: every fault is swallowed. */
export function createLiveView({ api, previewMs = 1_000, typingMs = 4_000 }: LiveViewOptions): LiveView {
  const chats = new Map<number, ChatView>();
  let canPreview = true;

  function viewOf(chatId: number): ChatView {
    const view = chats.get(chatId) ?? { draftId: 0, text: '', shownAt: 0 };
    chats.set(chatId, view);
    return view;
  }

  function type(chatId: number, view: ChatView): void {
    clearInterval(view.typing);
    const until = Date.now() + LONGEST_TYPING_MS;
    const once = () => {
      if (Date.now() > until) return end(chatId);
      void api()
        ?.sendChatAction(chatId, 'typing')
        .catch(() => undefined);
    };
    view.typing = setInterval(once, typingMs).unref();
    once();
  }

  function begin(chatId: number): void {
    const view = viewOf(chatId);
    clearTimeout(view.preview);
    Object.assign(view, { preview: undefined, draftId: randomInt(1, 2 ** 31 - 1), text: '' });
  }

  function append(chatId: number, { offset, text }: { offset: number; text: string }): void {
    const view = viewOf(chatId);
    if (view.draftId === 0) begin(chatId);
    view.text = view.text.slice(0, offset) + text;
    if (!canPreview || view.preview || view.sending) return;
    view.preview = setTimeout(() => preview(chatId, view), Math.max(view.shownAt + previewMs - Date.now(), 0)).unref();
  }

  function preview(chatId: number, view: ChatView): void {
    view.preview = undefined;
    const bot = api();
    const { draftId, text } = view;
    const [part] = splitText(markdownToTelegram(text), TEXT_LIMIT);
    if (!bot || !part || draftId === 0) return;
    clearInterval(view.typing);
    view.shownAt = Date.now();
    view.sending = bot.sendMessageDraft(chatId, draftId, part.text, { entities: part.entities }).then(
      () => undefined,
      (error: unknown) => previewFailed(chatId, view, error),
    );
    void view.sending.then(() => {
      view.sending = undefined;
      if (view.draftId === draftId && view.text !== text) append(chatId, { offset: view.text.length, text: '' });
    });
  }

  function previewFailed(chatId: number, view: ChatView, error: unknown): void {
    const { reason } = troubleOf(error);
    // A Bot API server from before drafts: its answer to an unknown method.
    if (/^404 /.test(reason)) canPreview = false;
    if (view.draftId !== 0 && !canPreview) type(chatId, view);
  }

  function end(chatId: number): void {
    const view = chats.get(chatId);
    if (!view) return;
    clearInterval(view.typing);
    clearTimeout(view.preview);
    Object.assign(view, { typing: undefined, preview: undefined, draftId: 0, text: '' });
    if (!view.sending) chats.delete(chatId);
    else void view.sending.then(() => chats.get(chatId)?.draftId === 0 && chats.delete(chatId));
  }

  return {
    show(event, address) {
      const chatId = Number(address.externalId);
      if (event.event === 'turn:changed' && event.payload.state === 'thinking') type(chatId, viewOf(chatId));
      if (event.event === 'turn:changed' && event.payload.state === 'idle') end(chatId);
      if (event.event === 'message:start') begin(chatId);
      if (event.event === 'message:delta') append(chatId, event.payload);
      if (event.event === 'message:end') end(chatId);
    },
    async previewsSent(chatId) {
      const view = chats.get(chatId);
      clearTimeout(view?.preview);
      if (view) view.preview = undefined;
      await view?.sending;
    },
    stop() {
      for (const chatId of [...chats.keys()]) end(chatId);
    },
  };
}
