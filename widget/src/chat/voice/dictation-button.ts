import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChatComposer } from '../chat-composer.ts';
import type { ChatPanel } from '../chat-panel.ts';
import { typeInto } from '../comforts/type-into.ts';
import { drawing } from '../icon.ts';
import { LaterElement } from '../later-element.ts';
import { voiceStyles } from '../styles/voice-styles.ts';
import { createRecognition, type Recognition } from './recognition.ts';

const MICROPHONE = 'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3';
const sheet = new CSSStyleSheet();
sheet.replaceSync(voiceStyles);

/** What the visitor is told of, by the error of the browser; whatever else goes wrong is `failed`. */
const PROBLEMS: Record<string, string> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'denied',
  'audio-capture': 'noMicrophone',
  'no-speech': 'silence',
  network: 'network',
};

/** Writes what is said into the composer, word by word; sending stays with the visitor. */
export class DictationButton extends LaterElement {
  static override properties = ['listening', 'problem'];

  #panel: ChatPanel;
  #recognition: Recognition | undefined;

  declare listening: boolean;
  /** A key of the texts. */
  declare problem: string | undefined;

  constructor(panel: ChatPanel) {
    super();
    this.#panel = panel;
    this.texts = panel.texts;
    this.listening = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#recognition?.abort();
  }

  get #composer(): ChatComposer {
    return this.closest<ChatComposer>('agent-chat-composer')!;
  }

  #toggle(): void {
    this.texts = this.#panel.texts;
    if (this.listening) return this.#recognition?.stop();
    this.problem = undefined;
    this.#listen();
  }

  #listen(): void {
    const { text } = this.#composer;
    const before = text && !/\s$/.test(text) ? `${text} ` : text;
    const recognition = (this.#recognition = createRecognition(this.texts.locale));
    recognition.onresult = ({ results }) => {
      typeInto(this.#composer, before + [...results].map(([best]) => best!.transcript).join(''));
    };
    recognition.onerror = ({ error }) => {
      if (error !== 'aborted') this.problem = `dictation.${PROBLEMS[error] ?? 'failed'}`;
    };
    recognition.onend = () => {
      this.listening = false;
    };
    recognition.start();
    this.listening = true;
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    const { listening, problem } = this;
    return html`<button
        type="button"
        class="dictate"
        part="dictate"
        aria-label=${t('dictation.start')}
        title=${t('dictation.start')}
        aria-pressed=${listening}
        @click=${this.#toggle}
      >
        ${drawing('microphone', MICROPHONE)}
      </button>
      <span class="dictation-state ${problem || listening ? 'told' : ''}" role="status"
        >${problem ? t(problem) : listening ? t('dictation.listening') : nothing}</span
      >`;
  }
}

DictationButton.define('agent-chat-dictation');
