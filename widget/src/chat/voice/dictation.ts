import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChatComposer } from '../chat-composer.ts';
import { typeInto } from '../comforts/type-into.ts';
import { LaterElement } from '../later-element.ts';
import { voiceStyles } from '../styles/voice-styles.ts';
import { createRecognition, type Recognition } from './recognition.ts';
import type { NameIn, WidgetKey } from '../../../../locales/keys.d.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(voiceStyles);

/** What the visitor is told of, by the error of the browser; whatever else goes wrong is `failed`. */
const PROBLEMS: Record<string, NameIn<WidgetKey, 'dictation'>> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'denied',
  'audio-capture': 'noMicrophone',
  'no-speech': 'silence',
  network: 'network',
};

/** Writes what is said into the composer, word by word; sending stays with the visitor. */
export class Dictation extends LaterElement {
  static override properties = ['listening', 'problem'];

  #composer: ChatComposer;
  #changed: () => void;
  #recognition: Recognition | undefined;

  declare listening: boolean;
  /** A key of the texts. */
  declare problem: WidgetKey | undefined;

  /** `changed` is told when it begins to listen and when it has ended. */
  constructor(composer: ChatComposer, changed: () => void) {
    super();
    this.#composer = composer;
    this.#changed = changed;
    this.texts = composer.texts;
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

  toggle(): void {
    this.texts = this.#composer.texts;
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
      this.#show(false);
    };
    recognition.start();
    this.#show(true);
  }

  #show(listening: boolean): void {
    this.listening = listening;
    this.#changed();
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    const { listening, problem } = this;
    return html`<span class="dictation-state ${problem || listening ? 'told' : ''}" role="status"
      >${problem ? t(problem) : listening ? t('dictation.listening') : nothing}</span
    >`;
  }
}

Dictation.define('agent-chat-dictation');
