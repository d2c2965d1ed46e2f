import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChatComposer } from '../chat-composer.ts';
import type { ChatPanel } from '../chat-panel.ts';
import { typeInto } from '../comforts/type-into.ts';
import { LaterElement } from '../later-element.ts';
import { commandsStyles } from '../styles/commands-styles.ts';
import type { Command } from './command.ts';
import { parseCommand, suggest } from './find-commands.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(commandsStyles);
const LIST = 'agent-chat-command-list';

/** Puts the list above the composer. */
export function mountCommands(panel: ChatPanel): () => void {
  const list = new CommandList(panel);
  panel.querySelector('agent-chat-composer')!.before(list);
  return () => list.remove();
}

/** The commands that fit what is typed. The caret stays in the composer, which says which one is meant. */
export class CommandList extends LaterElement {
  static override properties = ['found', 'at'];

  #panel: ChatPanel;
  #composer: ChatComposer;
  #ends: AbortController | undefined;

  declare found: Command[];
  /** Index of the one that Enter takes. */
  declare at: number;

  constructor(panel: ChatPanel) {
    super();
    this.#panel = panel;
    this.#composer = panel.querySelector('agent-chat-composer')!;
    this.texts = panel.texts;
    this.found = [];
    this.at = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#composer.addEventListener('input', () => this.#look(), { signal });
    // Before the composer sees it.
    this.#composer.addEventListener('keydown', (event) => this.#onKeydown(event), { signal, capture: true });
    this.#composer.addEventListener('submit', (event) => this.#onSubmit(event), { signal, capture: true });
    this.#composer.addEventListener('focusout', () => this.#close(), { signal });
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ends?.abort();
    this.#close();
  }

  get #field(): HTMLTextAreaElement {
    return this.#composer.querySelector('textarea')!;
  }

  #look(): void {
    this.texts = this.#panel.texts;
    this.at = 0;
    // The words of the language are among what the names are compared with.
    void this.texts.more().then(() => (this.found = suggest(this.#field.value, this.#panel.state, this.texts)));
  }

  #close(): void {
    this.found = [];
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.target !== this.#field) return;
    if (event.key === 'Enter' && this.found.length === 0) return this.#onSubmit(event);
    const command = this.found[this.at];
    if (!command) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => (this.at = (this.at + 1) % this.found.length),
      ArrowUp: () => (this.at = (this.at + this.found.length - 1) % this.found.length),
      Escape: () => this.#close(),
      Enter: () => this.#take(command),
      Tab: () => this.#write(command),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    halt(event);
    keys[event.key]!();
  }

  #onSubmit(event: Event): void {
    const parsed = parseCommand(this.#field.value, this.#panel.state, this.texts);
    if (!parsed) return;
    halt(event);
    this.#run(parsed.command, parsed.argument);
  }

  /** One that wants more is written out first. */
  #take(command: Command): void {
    if (command.argument) this.#write(command);
    else this.#run(command, '');
  }

  #write({ name }: Command): void {
    typeInto(this.#composer, `/${name} `);
    this.#close();
  }

  #run(command: Command, argument: string): void {
    typeInto(this.#composer, '');
    this.#close();
    command.run(this.#panel, argument);
  }

  protected override didDraw(): void {
    const field = this.#field;
    const isOpen = this.querySelector('[role=listbox]') !== null;
    const attributes = {
      'aria-haspopup': 'listbox',
      'aria-autocomplete': 'list',
      'aria-controls': LIST,
      'aria-activedescendant': `${LIST}-${this.at}`,
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (isOpen) field.setAttribute(name, value);
      else field.removeAttribute(name);
    }
  }

  protected override renderWorded(): TemplateResult | typeof nothing {
    if (this.found.length === 0) return nothing;
    return html`<div
      class="commands"
      part="commands"
      role="listbox"
      id=${LIST}
      aria-label=${this.texts.t('command.label')}
    >
      ${this.found.map((command, index) => this.#renderCommand(command, index))}
    </div>`;
  }

  #renderCommand(command: Command, index: number): TemplateResult {
    const { t } = this.texts;
    const { name, argument } = command;
    // The caret must not leave the composer before the click has come.
    const keepFocus = (event: Event): void => event.preventDefault();
    return html`<div
      class="command"
      part="command"
      role="option"
      id=${`${LIST}-${index}`}
      aria-selected=${index === this.at}
      @pointermove=${() => (this.at = index)}
      @pointerdown=${keepFocus}
      @mousedown=${keepFocus}
      @click=${() => this.#take(command)}
    >
      <bdi class="command-name">/${name}${argument ? html` <i>${t(argument)}</i>` : nothing}</bdi>
      <span>${t(`command.${name}`)}</span>
    </div>`;
  }
}

function halt(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

CommandList.define('agent-chat-commands');
