import { html, type TemplateResult } from 'lit/html.js';
import { playTime } from '../blocks/files/play-time.ts';
import type { ChatComposer } from '../chat-composer.ts';
import { drawing, icon } from '../icon.ts';
import { LaterElement } from '../later-element.ts';
import { recordVoice, type Recorded, type VoiceRecording } from './voice-recording.ts';

const WAVES = 'M4 10.5v3M8 7.5v9M12 4v16M16 7.5v9M20 10.5v3';
/** Seconds; then it ends by itself and waits to be sent. */
const LONGEST = 300;

/** What the visitor is told of, by the name of the browser's error; whatever else goes wrong is `failed`. */
const PROBLEMS: Record<string, string> = { NotAllowedError: 'denied', NotFoundError: 'noMicrophone' };

/** Records what is said, over the composer, until it is sent or dropped. */
export class RecordButton extends LaterElement {
  static override properties = ['seconds'];

  #recording: VoiceRecording | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The latest question for the microphone: only its answer counts. */
  #asked = 0;
  /** What the bar covers, which must not be reached by keyboard either. */
  #covered: Element[] = [];

  declare format: string;
  /** How long it has been listening; undefined while it does not. */
  declare seconds: number | undefined;
  /** `isSent`: the visitor wants it to go out at once. */
  declare onrecorded: (recorded: Recorded, isSent: boolean) => void;
  /** Told a key of the texts. */
  declare onproblem: (key: string) => void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cancel();
  }

  get #composer(): ChatComposer {
    return this.closest<ChatComposer>('agent-chat-composer')!;
  }

  async #start(): Promise<void> {
    const asked = ++this.#asked;
    this.texts = this.#composer.texts;
    try {
      const recording = await recordVoice(this.format);
      // While the browser was asking, the chat may have been closed.
      if (asked !== this.#asked) return recording.cancel();
      this.#recording = recording;
    } catch (cause) {
      return this.onproblem(`record.${PROBLEMS[(cause as Error).name] ?? 'failed'}`);
    }
    this.#listen();
  }

  #listen(): void {
    const begun = performance.now();
    this.#timer = setInterval(() => {
      this.seconds = Math.floor((performance.now() - begun) / 1000);
      if (this.seconds >= LONGEST) void this.#finish(false);
    }, 250);
    this.seconds = 0;
    this.#covered = [...this.parentElement!.children].filter((part) => part !== this);
    this.#cover(true);
    void this.drawn.then(() => this.querySelector<HTMLElement>('.record-send')?.focus());
  }

  #cover(on: boolean): void {
    for (const part of this.#covered) part.toggleAttribute('inert', on);
  }

  #end(): VoiceRecording | undefined {
    const recording = this.#recording;
    clearInterval(this.#timer);
    this.#recording = undefined;
    this.seconds = undefined;
    this.#cover(false);
    return recording;
  }

  async #finish(isSent: boolean): Promise<void> {
    const recorded = await this.#end()?.stop();
    if (recorded) this.onrecorded(recorded, isSent);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#drop();
  }

  #drop(): void {
    this.cancel();
    this.#composer.focus();
  }

  /** Stops listening and keeps nothing. */
  cancel(): void {
    this.#asked++;
    this.#end()?.cancel();
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    if (this.seconds !== undefined) return this.#renderBar(this.seconds);
    const label = t('record.start');
    return html`<button
      type="button"
      class="attach-button"
      part="record"
      aria-label=${label}
      title=${label}
      @click=${this.#start}
    >
      ${drawing('waves', WAVES)}
    </button>`;
  }

  #renderBar(seconds: number): TemplateResult {
    const { t } = this.texts;
    return html`<div
      class="record-bar"
      part="record-bar"
      role="group"
      aria-label=${t('record.label')}
      @keydown=${this.#onKeydown}
    >
      <button type="button" class="attach-button" aria-label=${t('record.cancel')} @click=${this.#drop}>
        ${icon('close')}
      </button>
      <span class="record-dot"></span>
      <span class="record-words" role="status">${t('record.listening')}</span>
      <span class="record-time" role="timer">${playTime(seconds)}</span>
      <button type="button" class="send record-send" aria-label=${t('record.send')} @click=${() => this.#finish(true)}>
        ${icon('send')}
      </button>
    </div>`;
  }
}

RecordButton.define('agent-chat-record');
