import { MAX_TEXT_LENGTH, type FileView, type InputBlock } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement, type Changes } from './chat-element.ts';
import type { ComposerTool } from './tools/composer-tool.ts';

/** Milliseconds without a key after which nobody types any more. */
const TYPING_PAUSE = 3000;
/** From here on the visitor sees how much is left. */
const WARN_AT = MAX_TEXT_LENGTH * 0.9;

/** Keyboard and autofill for what a scenario asks. */
const KEYBOARDS: Partial<Record<InputBlock['kind'], { inputmode: string; autocomplete: string }>> = {
  email: { inputmode: 'email', autocomplete: 'email' },
  phone: { inputmode: 'tel', autocomplete: 'tel' },
  contact: { inputmode: 'email', autocomplete: 'email' },
};

/** What there is a keyboard for. */
type Typed = 'email' | 'phone' | 'contact';

/** Where the visitor writes. */
export class ChatComposer extends ChatElement {
  static override properties = ['busy', 'files', 'input', 'text', 'tools'];

  #typing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  declare text: string;
  /** An answer is on its way: it can be stopped. */
  declare busy: boolean;
  /** What goes out with the text, which may then be empty. */
  declare files: FileView[] | undefined;
  /** The typed question to be answered. */
  declare input: InputBlock | undefined;
  /** Buttons beside the text; the one that attaches stands before it. */
  declare tools: ComposerTool[];

  constructor() {
    super();
    this.text = '';
    this.tools = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  protected override didDraw(changes: Changes): void {
    if (changes.has('text') && !CSS.supports('field-sizing', 'content')) this.#grow();
  }

  /** Firefox has no `field-sizing`. */
  #grow(): void {
    const field = this.#field!;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }

  #onInput(): void {
    this.text = this.#field!.value;
    this.request({ type: 'draft', text: this.text });
    this.#setTyping(this.text !== '');
  }

  #setTyping(on: boolean): void {
    clearTimeout(this.#timer);
    if (on) this.#timer = setTimeout(() => this.#setTyping(false), TYPING_PAUSE);
    if (on === this.#typing) return;
    this.#typing = on;
    this.request({ type: 'typing', on });
  }

  #onKeydown(event: KeyboardEvent): void {
    // 229: Safari ends a composition with an Enter that no longer says so. https://bugs.webkit.org/show_bug.cgi?id=165004
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.querySelector('form')!.requestSubmit();
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const { files } = this;
    const text = this.text.trim();
    if ((!text && !files) || text.length > MAX_TEXT_LENGTH) return;
    this.fill('');
    this.#setTyping(false);
    this.request({ type: 'draft', text: '' });
    this.request({ type: 'send', text, ...(files && { files }) });
  }

  override focus(): void {
    this.#field?.focus();
  }

  fill(text: string): void {
    this.text = text;
    if (this.#field) this.#field.value = text;
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const left = MAX_TEXT_LENGTH - this.text.trim().length;
    const kind = this.input?.kind;
    const keyboard = kind && KEYBOARDS[kind];
    const [before, after] = [true, false].map((is) => this.tools.filter(({ name }) => (name === 'attach') === is));
    return html`<form class="composer" part="composer" @submit=${this.#onSubmit}>
      ${before!.map((tool) => this.#renderTool(tool))}
      <textarea
        part="input"
        rows="1"
        aria-label=${t('composer.label')}
        placeholder=${this.input?.placeholder ?? (keyboard ? t(`composer.${kind as Typed}`) : t('composer.placeholder'))}
        inputmode=${keyboard?.inputmode ?? nothing}
        autocomplete=${keyboard?.autocomplete ?? 'off'}
        enterkeyhint="send"
        aria-invalid=${left < 0 ? 'true' : nothing}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
      ></textarea>
      ${after!.map((tool) => this.#renderTool(tool))}
      ${
        this.text.length > WARN_AT
          ? html`<span class="limit ${left < 0 ? 'over' : ''}" role="status"
              >${t('composer.left', { count: left })}</span
            >`
          : nothing
      }
      ${this.busy && !this.text && !this.files ? this.#renderStop() : this.#renderSend(left)}
    </form>`;
  }

  #renderTool({ name, pressed, prepare, run }: ComposerTool): TemplateResult {
    const label = this.texts.t(`composer.${name}`);
    return html`<button
      type="button"
      class="tool drawn ${name}"
      part=${name}
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed ?? nothing}
      @pointerenter=${prepare}
      @focus=${prepare}
      @click=${run}
    ></button>`;
  }

  #renderSend(left: number): TemplateResult {
    const idle = (!this.text.trim() && !this.files) || left < 0;
    return html`<button
      class="send drawn up"
      part="send"
      aria-label=${this.texts.t('composer.send')}
      ?disabled=${idle}
    ></button>`;
  }

  #renderStop(): TemplateResult {
    const stop = () => this.request({ type: 'stop' });
    return html`<button
      type="button"
      class="send stop drawn square"
      part="stop"
      aria-label=${this.texts.t('composer.stop')}
      @click=${stop}
    ></button>`;
  }
}

ChatComposer.define('agent-chat-composer');
