import type { Chat, ChatState, InputBlock, Message } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChatComposer } from './chat-composer.ts';
import './chat-composer.ts';
import { ChatElement, type Changes } from './chat-element.ts';
import './chat-log.ts';
import type { ChatRequest, ChatRequestEvent, ViewName } from './chat-request-event.ts';
import { errorText } from './error-text.ts';
import { fetchPart } from './fetch-part.ts';
import { plainText } from './plain-text.ts';

/** Milliseconds between two drawings of an answer that is being written: most of what a token costs is layout and paint. */
const PACE = 48;

/** The open chat. It alone talks to the client: its parts dispatch requests and are shown state. */
export class ChatPanel extends ChatElement {
  static override properties = ['chat', 'open', 'modal', 'state', 'view', 'viewsReady', 'spoken', 'refusal'];

  #stop: (() => void)[] = [];
  #frame = 0;
  #taken = 0;

  declare state: ChatState;
  declare view: ViewName | undefined;
  declare viewsReady: boolean;
  /** What a screen reader is told. */
  declare spoken: string;
  /** Why the server does not want this client. */
  declare refusal: string | undefined;
  declare chat: Chat;
  declare open: boolean;
  /** Covers the page: nothing behind it can be reached. */
  declare modal: boolean;
  /** Asked before anything is sent; `false` keeps it back. */
  declare confirmSend?: (text: string) => boolean;
  /** The visitor wants it closed, or another language. */
  declare onclosed?: () => void;
  declare onlocale?: (locale: string) => void;

  constructor() {
    super();
    this.spoken = '';
    this.viewsReady = false;
    this.addEventListener('chat-request', (event) => this.#onRequest(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.state = this.chat.state;
    this.#stop = [
      this.chat.subscribe(() => this.#schedule()),
      this.chat.on('message', (message) => this.#announce(message)),
    ];
    void this.#restoreDraft();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  get #composer(): ChatComposer | null {
    return this.querySelector('agent-chat-composer');
  }

  /** Unless something new has been typed already. */
  async #restoreDraft(): Promise<void> {
    const draft = await this.chat.readDraft();
    await this.drawn;
    await this.#composer!.drawn;
    if (draft && !this.#composer!.text) this.#composer!.fill(draft);
  }

  /** At most once a frame, and an answer that grows at the pace of {@link PACE}; a hidden page has no frames. */
  #schedule(): void {
    if (document.hidden) return this.#take();
    const rest = this.state.streaming ? this.#taken + PACE - performance.now() : 0;
    const frame = () => (this.#frame = requestAnimationFrame(() => this.#take()));
    this.#frame ||= rest > 0 ? window.setTimeout(frame, rest) : frame();
  }

  #take(): void {
    this.#frame = 0;
    this.#taken = performance.now();
    this.state = this.chat.state;
  }

  #announce({ role, author, text }: Message): void {
    if (role !== 'visitor' && this.open) this.spoken = `${author.name}: ${plainText(text)}`;
  }

  protected override willDraw(changes: Changes): void {
    if (changes.has('open')) this.state = this.chat.state;
    const before = (changes.get('state') as ChatState | undefined)?.error;
    const { connection, error } = this.state;
    if (connection !== 'refused') this.refusal = undefined;
    else if (error && (error !== before || changes.has('texts'))) {
      this.#explain(error).then(
        (refusal) => (this.refusal = refusal),
        () => undefined,
      );
    }
  }

  protected override didDraw(changes: Changes): void {
    if (changes.has('open') || changes.has('modal')) this.show();
    if (changes.has('view')) this.#moveFocus(changes.get('view') as ViewName | undefined);
  }

  protected show(): void {
    const dialog = this.querySelector('dialog')!;
    if (dialog.open) dialog.close();
    if (!this.open) return;
    if (this.modal) dialog.showModal();
    else dialog.show();
    this.focusComposer();
  }

  #moveFocus(before: ViewName | undefined): void {
    if (!this.open || this.view === 'menu') return;
    if (this.view) this.querySelector<HTMLElement>('.view-head button')?.focus();
    else if (before) this.querySelector<HTMLElement>('.menu-button')?.focus();
  }

  /** A finger's first touch must not throw up a keyboard over the greeting. */
  focusComposer(): void {
    if (matchMedia('(pointer: coarse)').matches) this.querySelector<HTMLElement>('.panel')?.focus();
    else this.#composer?.focus();
  }

  #onRequest(event: ChatRequestEvent): void {
    event.stopPropagation();
    this.perform(event.request);
  }

  perform(request: ChatRequest): void {
    const { chat } = this;
    switch (request.type) {
      case 'send':
        if (this.confirmSend?.(request.text) === false) return;
        return this.#send(request);
      case 'retry':
        return chat.retry(request.clientId);
      case 'discard':
        return chat.discard(request.clientId);
      case 'read':
        return chat.markRead(request.seq);
      case 'typing':
        return chat.setTyping(request.on);
      case 'draft':
        return chat.saveDraft(request.text);
      case 'earlier':
        return this.#attempt(chat.readEarlier());
      case 'stop':
        return this.#attempt(chat.stop());
      case 'retry-turn':
        return this.#attempt(chat.retryTurn());
      case 'locale':
        this.view = undefined;
        return this.onlocale?.(request.locale);
      case 'new':
        this.view = undefined;
        return this.#attempt(chat.startNew());
      case 'ask':
        return this.#attempt(request.ask(chat));
      case 'show':
        return this.#show(request.view);
      case 'close':
        return this.onclosed?.();
    }
  }

  #send({ type: _, text, ...options }: ChatRequest & { type: 'send' }): void {
    void this.chat.send(text, options);
  }

  /** Whether it worked shows in the state; what did not is said. */
  #attempt(action: Promise<void>): void {
    action
      .catch(async (cause: unknown) => (this.spoken = await this.#explain(cause)))
      // Without a connection the words cannot be had either; the notice above the log says so.
      .catch(() => undefined);
  }

  /** Hardly anybody ever needs these words, so nobody waits for them when the chat opens. */
  async #explain(cause: unknown): Promise<string> {
    const { texts } = this;
    await texts.more();
    return errorText(cause, texts.t);
  }

  #show(view: ViewName | undefined): void {
    this.view = view;
    if (view) this.#attempt(this.#loadViews());
  }

  async #loadViews(): Promise<void> {
    await Promise.all([import('./views/chat-views.ts'), this.texts.more()]);
    this.viewsReady = true;
    await this.drawn;
    requestAnimationFrame(() => this.#moveFocus(undefined));
  }

  protected onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.view) this.view = undefined;
    else this.onclosed?.();
  }

  protected override render(): TemplateResult {
    const { state, texts, view } = this;
    const covered = view !== undefined && view !== 'menu';
    return this.renderFrame(html`
      ${this.#renderHeader()} ${this.#renderNotice()}
      <div class="main" ?inert=${covered}>
        ${state.conversation && !state.messages.length ? html`<slot name="empty"></slot>` : nothing}
        <agent-chat-log .state=${state} .texts=${texts} .open=${this.open && !covered}></agent-chat-log>
        ${this.#renderAside()}
        <agent-chat-composer
          ?hidden=${asksConsent(state)}
          .texts=${texts}
          .busy=${state.turn !== 'idle' && state.connection === 'online'}
          .input=${askedInput(state)}
        ></agent-chat-composer>
        <slot name="footer"></slot>
      </div>
      ${
        view && this.viewsReady
          ? html`<agent-chat-views .chat=${this.chat} .state=${state} .texts=${texts} .view=${view}></agent-chat-views>`
          : nothing
      }
      <div class="hidden" role="status">${this.spoken}</div>
    `);
  }

  protected get label(): string {
    return this.state.site?.name ?? this.texts.t('panel.label');
  }

  protected renderFrame(content: TemplateResult): TemplateResult {
    const { locale, direction } = this.texts;
    return html`<dialog
      part="panel"
      class="panel"
      lang=${locale}
      dir=${direction}
      aria-label=${this.label}
      tabindex="-1"
      @keydown=${this.onKeydown}
      @cancel=${(event: Event) => event.preventDefault()}
    >
      ${content}
    </dialog>`;
  }

  /** What stands above the composer or in its place. */
  #renderAside(): TemplateResult | undefined {
    const { chat, state, texts } = this;
    if (asksConsent(state)) {
      fetchPart(import('./views/consent-view.ts'));
      return html`<agent-chat-consent
        .chat=${chat}
        .texts=${texts}
        .consent=${state.site!.consent}
      ></agent-chat-consent>`;
    }
    if (state.conversation?.status !== 'closed') return this.#renderAway(true);
    fetchPart(import('./views/rating-view.ts'));
    return html`<agent-chat-rating
      .chat=${chat}
      .texts=${texts}
      .conversation=${state.conversation}
    ></agent-chat-rating>`;
  }

  #renderHeader(): TemplateResult {
    const { state, view } = this;
    const { t } = this.texts;
    // The site is told once, and the language may change after that: whoever spoke last is called by the right name.
    const agent = state.messages.findLast(({ role }) => role === 'agent')?.author ?? state.site?.agent;
    const name = String(agent?.name ?? t('panel.label'));
    const status =
      state.conversation?.handler === 'operator' && state.connection === 'online' ? 'operator' : state.connection;
    const toggleMenu = () => this.#show(view === 'menu' ? undefined : 'menu');
    return html`<header class="header" part="header">
      <slot name="header">
        <span class="avatar" part="avatar" aria-hidden="true">${name.charAt(0)}</span>
        <h2 part="title">${name}</h2>
        <p class="status ${status}" part="status">
          ${(status === 'online' && this.#renderAway()) || t(`status.${status}`)}
        </p>
      </slot>
      <button
        class="icon menu-button drawn dots"
        part="menu-button"
        aria-label=${t('menu.label')}
        aria-haspopup="menu"
        aria-expanded=${view === 'menu'}
        @pointerenter=${() => fetchPart(this.#loadViews())}
        @click=${toggleMenu}
      ></button>
      ${this.renderClose()}
    </header>`;
  }

  /** Undefined while people are there. */
  #renderAway(isNotice = false): TemplateResult | undefined {
    const { office } = this.state.site ?? {};
    if (office?.open !== false) return undefined;
    fetchPart(import('./away/away-notice.ts'));
    return html`<agent-chat-away .texts=${this.texts} .office=${office} .isNotice=${isNotice}></agent-chat-away>`;
  }

  protected renderClose(): TemplateResult | typeof nothing {
    const close = () => this.perform({ type: 'close' });
    return html`<button
      class="icon drawn cross"
      part="close"
      aria-label=${this.texts.t('panel.close')}
      @click=${close}
    ></button>`;
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const { connection } = this.state;
    const { t } = this.texts;
    if (connection === 'refused') return notice(this.refusal ?? t('status.refused'));
    return connection === 'offline' ? notice(t('notice.offline')) : nothing;
  }
}

function notice(text: string): TemplateResult {
  return html`<p class="notice" part="notice" role="status">${text}</p>`;
}

function asksConsent({ site }: ChatState): boolean {
  return site?.consent?.given === false;
}

/** The typed question that the visitor has not answered yet. */
function askedInput({ messages }: ChatState): InputBlock | undefined {
  return messages.at(-1)?.blocks.find((block) => block.type === 'input');
}

ChatPanel.define('agent-chat-panel');
