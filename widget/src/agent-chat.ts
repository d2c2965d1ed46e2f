import type { Chat } from '@agent-chat/sdk';
import type { ChatStage } from './chat/mount-chat.ts';
import type { Proactive } from './chat/proactive/proactive.ts';
import { createLauncherButton } from './launcher/launcher-button.ts';
import { launcherStyles } from './launcher/launcher-styles.ts';

export type AgentChatMode = 'floating' | 'inline' | 'page';
export type AgentChatTheme = 'auto' | 'light' | 'dark';
export type AgentChatPosition = 'bottom-end' | 'bottom-start';
/** Facts of the page, for the agent and for operators, e.g. `{ product: 'bike-7', inStock: true }`. */
export type AgentChatContext = Record<string, string | number | boolean>;
/** A call made before there is a tag to make it on: its name, then its arguments. */
export type AgentChatCall = { [M in AgentChatMethod]: [M, ...Parameters<AgentChat[M]>] }[AgentChatMethod];
type AgentChatMethod = 'open' | 'close' | 'toggle' | 'send' | 'track' | 'identify' | 'reset';

/** What the button is called until the words are here; Chat in any other language. */
const LABELS: Record<string, string> = { en: 'Open chat', ru: 'Открыть чат' };
/** Milliseconds. */
const PRELOAD_AFTER = 2000;
/** Language, script and region: of what may follow them (BCP 47) nothing changes a word. */
const LOCALE = /^[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2}|-\d{3})?$/i;
const sheet = new CSSStyleSheet();
sheet.replaceSync(launcherStyles);
const ignore = (): void => {};

/**
 * The chat on a page: a button until somebody means to use it, then the whole chat.
 *
 * @attr server - Origin of the backend; default: the origin that served this script.
 * @attr site - Which site of the backend this page belongs to.
 * @attr locale - BCP 47; default: the `lang` around the tag, then the browser's language.
 * @attr {'floating' | 'inline' | 'page'} mode - `floating` (default), `inline`: fills its box and opens when it is seen, `page`: fills the window.
 * @attr {'auto' | 'light' | 'dark'} theme - `auto` (default) is what the system says.
 * @attr {'bottom-end' | 'bottom-start'} position - `bottom-end` (default), `bottom-start`: the corner of the launcher.
 * @attr {boolean} open - Present while the chat is open; may be set and removed.
 * @attr identity - Signed identity (JWT) of a site that knows its users.
 * @attr context - Facts of the page as a JSON object, for the agent and for operators.
 *
 * @event {AgentChatOpenEvent} agent-chat-open - Before it opens; cancelable.
 * @event {AgentChatOpenedEvent} agent-chat-opened - After it has opened.
 * @event {AgentChatClosedEvent} agent-chat-closed - After it has closed.
 * @event {AgentChatProactiveShownEvent} agent-chat-proactive-shown - The agent has spoken first, beside the launcher.
 * @event {AgentChatMessageSendEvent} agent-chat-message-send - Before a message is sent; cancelable.
 * @event {AgentChatMessageAddedEvent} agent-chat-message-added - After any message has joined the conversation.
 * @event {AgentChatConversationChangedEvent} agent-chat-conversation-changed - It is another one, or who answers, its language or its channels have changed.
 * @event {AgentChatLeadCapturedEvent} agent-chat-lead-captured - The visitor has left contact details and agreed that they are kept.
 * @event {AgentChatErrorEvent} agent-chat-error - A message failed for good, or the server does not want this page.
 *
 * @slot launcher - In place of the launcher's picture: text or a picture, no control.
 * @slot header - In place of picture, name and state at the top of the panel.
 * @slot empty - Above the log as long as there is no message.
 * @slot footer - Below the composer.
 *
 * @csspart launcher - The button.
 * @csspart panel - The open chat.
 * @csspart header - Its head.
 * @csspart avatar - The picture in it.
 * @csspart title - Who answers.
 * @csspart status - Whether there is a connection.
 * @csspart menu-button - Opens the menu.
 * @csspart menu - What it opens.
 * @csspart close - Closes the panel.
 * @csspart notice - What is wrong, below the head.
 * @csspart log - The scroller of the conversation.
 * @csspart day - A date between messages.
 * @csspart message - A message.
 * @csspart message-visitor - One of the visitor's.
 * @csspart message-agent - One of the agent's.
 * @csspart message-operator - One of an operator's.
 * @csspart message-system - What happened to the conversation.
 * @csspart author - Who said it.
 * @csspart bubble - What was said.
 * @csspart meta - Its time and state.
 * @csspart citations - What an answer rests on.
 * @csspart choices - Answers to pick.
 * @csspart choice - One of them.
 * @csspart cards - Services to choose from.
 * @csspart card - One of them.
 * @csspart form - Questions that the agent asks at once.
 * @csspart field - One of them, with its label.
 * @csspart field-input - What takes the answer to it.
 * @csspart field-error - What is wrong with the answer.
 * @csspart form-submit - The button that sends the form.
 * @csspart image - A picture that was sent.
 * @csspart voice - A recording that was sent.
 * @csspart file - Any other file that was sent.
 * @csspart typing - Somebody is writing.
 * @csspart jump - Back to the newest message.
 * @csspart fresh - The line above what is new.
 * @csspart actions - What can be done with an answer.
 * @csspart action - One of them.
 * @csspart comment - What was wrong with an answer.
 * @csspart commands - The list at `/`.
 * @csspart command - One of them.
 * @csspart dictate - The microphone.
 * @csspart attach - The button that adds files.
 * @csspart attachments - Files that go with the next message.
 * @csspart attachment - One of them.
 * @csspart drop-zone - Lies over the panel while files are dragged over it.
 * @csspart record - Begins a voice message.
 * @csspart record-bar - Over the composer while one is recorded.
 * @csspart composer - Where the visitor writes.
 * @csspart input - The field in it.
 * @csspart send - Its button.
 * @csspart stop - The button that ends an answer.
 * @csspart view - What opens from the menu.
 * @csspart consent - What the visitor has to agree to, in place of the composer.
 * @csspart rating - Stars for a conversation that has ended.
 * @csspart away - When people are there again.
 * @csspart greeting - What the agent says first, beside the launcher.
 * @csspart greeting-text - Its words.
 * @csspart greeting-choice - An answer to it.
 * @csspart greeting-close - Puts it away.
 *
 * @cssprop --agent-chat-accent - Launcher, own messages and main buttons.
 * @cssprop --agent-chat-accent-text - Text on the accent.
 * @cssprop --agent-chat-link - Links and choices.
 * @cssprop --agent-chat-focus - The ring around what has the focus.
 * @cssprop --agent-chat-text - Text.
 * @cssprop --agent-chat-text-soft - Text that stands back.
 * @cssprop --agent-chat-surface - Background.
 * @cssprop --agent-chat-tint - The agent's messages.
 * @cssprop --agent-chat-line - Hairlines.
 * @cssprop --agent-chat-badge - Background of the number of unread messages.
 * @cssprop --agent-chat-badge-text - That number.
 * @cssprop [--agent-chat-radius=18px] - Corners of the panel.
 * @cssprop --agent-chat-font - Font family.
 * @cssprop [--agent-chat-width=400px] - Width of the panel.
 * @cssprop [--agent-chat-height=680px] - Height of the panel; with `mode="inline"` of the box, by default all of its parent.
 * @cssprop --agent-chat-shadow - Under the panel.
 * @cssprop [--agent-chat-offset=20px] - Distance from the corner of the window.
 * @cssprop [--agent-chat-z-index=2147483000] - Stacking.
 */
export class AgentChat extends HTMLElement {
  static readonly observedAttributes = ['open', 'locale', 'mode', 'identity', 'context'];

  #root = this.attachShadow({ mode: 'open' });
  #button = createLauncherButton();
  #stage: Promise<ChatStage> | undefined;
  #page: Promise<Proactive> | undefined;
  #texts: Promise<Response | undefined> | undefined;

  declare site?: string;
  declare mode?: AgentChatMode;
  declare theme?: AgentChatTheme;
  declare position?: AgentChatPosition;
  declare identity?: string;
  /** A client of the page's own, instead of one made from the attributes. Set it before the chat is first opened. */
  declare chat?: Chat;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#button);
    this.#button.onclick = () => this.toggle();
    this.#button.onpointerenter = this.#button.onfocus = () => this.#preload(true);
    const early = this as Record<string, unknown>;
    // What was assigned before the tag became an element would hide the accessors.
    for (const [name, value] of Object.entries(early)) {
      delete early[name];
      early[name] = value;
    }
  }

  connectedCallback(): void {
    if (!this.#stage) this.#button.lastChild!.textContent = LABELS[this.locale.slice(0, 2)] ?? 'Chat';
    this.#sync();
    this.#openWhenSeen();
    this.#takeCalls();
    // Who stays on a page for a while may well ask.
    setTimeout(() => this.#preload(), PRELOAD_AFTER);
  }

  disconnectedCallback(): void {
    queueMicrotask(() => this.isConnected || this.#drop());
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'mode') {
      this.#drop();
      this.#openWhenSeen();
    }
    this.#sync();
  }

  /** Origin of the backend. */
  get server(): string {
    const { url } = import.meta;
    const server = this.getAttribute('server');
    return new URL(server && URL.canParse(server, location.href) ? server : url, location.href).origin;
  }

  set server(value: string | undefined) {
    reflect(this, 'server', value);
  }

  /** The language that the visitor is met with. */
  get locale(): string {
    const tags = [this.getAttribute('locale'), this.closest('[lang]')?.getAttribute('lang'), navigator.language];
    return tags.find((tag) => LOCALE.test(tag!)) ?? 'en';
  }

  set locale(value: string | undefined) {
    reflect(this, 'locale', value);
  }

  /** Throws a `SyntaxError` where the attribute is not JSON. */
  get context(): AgentChatContext | undefined {
    return JSON.parse(this.getAttribute('context') ?? 'null') ?? undefined;
  }

  set context(value: AgentChatContext | undefined) {
    reflect(this, 'context', value && JSON.stringify(value));
  }

  /** `open()` opens the chat; assigning `true` or `false`, as frameworks do, sets the attribute. */
  get open(): () => void {
    return () => this.toggleAttribute('open', true);
  }

  set open(isOpen: boolean) {
    this.toggleAttribute('open', isOpen);
  }

  close(): void {
    this.toggleAttribute('open', false);
  }

  toggle(): void {
    this.toggleAttribute('open');
  }

  /** Says `text` for the visitor; resolves when the server has stored it, or when a listener has cancelled it. */
  send(text: string): Promise<void> {
    return this.#load().then((stage) => stage.send(text));
  }

  /** The visitor is this user from now on, by a token that the site's server has signed; rejects when the chat's server refuses it. */
  identify(token: string): Promise<void> {
    return this.#load().then(({ chat }) => chat.identify(token));
  }

  /** The user has signed out: his conversation leaves this browser. */
  reset(): Promise<void> {
    return this.#load().then(({ chat }) => chat.reset());
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

  /** Where there is no launcher nobody can press it. */
  #openWhenSeen(): void {
    if (!/^(inline|page)$/.test(this.mode!)) return;
    new IntersectionObserver(([entry], observer) => {
      if (!entry!.isIntersecting) return;
      observer.disconnect();
      this.open();
    }).observe(this);
  }

  /** Calls that the page has made on `window.agentChat`, and from now on makes there, go to the tag that came last. */
  #takeCalls(): void {
    const calls = (window.agentChat ??= []);
    const take = ([method, ...values]: AgentChatCall) => (this[method] as (...values: unknown[]) => unknown)(...values);
    calls.splice(0).forEach((calls.push = take as never));
  }

  #drop(): void {
    this.#stage?.then((stage) => stage.dispose(), ignore);
    this.#stage = this.#texts = undefined;
  }

  /** Whoever means to open it finds it drawn; nothing is connected before it opens. */
  #preload(meant = false): void {
    if (!this.isConnected || navigator.connection?.saveData) return;
    (meant ? this.#load() : this.#watch()).catch(ignore);
  }

  #fetch(): Promise<typeof import('./chat/mount-chat.ts')> {
    this.#texts ??= fetch(`${this.server}/locales/${this.locale}/widget.json`).catch(ignore as () => undefined);
    return import('./chat/mount-chat.ts');
  }

  #load(): Promise<ChatStage> {
    this.#stage ??= this.#mount().catch((cause: unknown) => {
      this.#stage = undefined;
      console.error('<agent-chat>: cannot load the chat; check its server', cause);
      throw cause;
    });
    return this.#stage;
  }

  async #mount(): Promise<ChatStage> {
    this.#button.ariaBusy = 'true';
    try {
      const { mountChat } = await this.#fetch();
      return await mountChat({ host: this, root: this.#root, button: this.#button, texts: this.#texts });
    } finally {
      this.#button.ariaBusy = null;
    }
  }
}

function reflect(element: Element, name: string, value: string | null | undefined): void {
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

for (const name of ['site', 'mode', 'theme', 'position', 'identity']) {
  Object.defineProperty(AgentChat.prototype, name, {
    get(this: AgentChat) {
      return this.getAttribute(name) ?? undefined;
    },
    set(this: AgentChat, value: string | undefined) {
      reflect(this, name, value);
    },
  });
}

if (!customElements.get('agent-chat')) customElements.define('agent-chat', AgentChat);

declare global {
  interface HTMLElementTagNameMap {
    'agent-chat': AgentChat;
  }
  interface Navigator {
    /** Chromium alone knows it. */
    connection?: { saveData?: boolean };
  }
  interface Window {
    /** Calls made before the script has come: `(window.agentChat ||= []).push(['open'])`. */
    agentChat?: AgentChatCall[];
  }
}
