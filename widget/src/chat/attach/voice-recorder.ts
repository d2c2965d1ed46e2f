import { html, nothing, type TemplateResult } from 'lit/html.js';
import { playTime } from '../blocks/files/play-time.ts';
import type { ChatComposer } from '../chat-composer.ts';
import { LaterElement } from '../later-element.ts';
import { attachSheet } from '../styles/attach-sheet.ts';
import type { Attachments } from './attachments.ts';
import { recordVoice, type VoiceRecording } from './voice-recording.ts';
import type { NameIn, WidgetKey } from '../../../../locales/keys.d.ts';

/** Seconds; then it ends by itself and waits to be sent. */
const LONGEST = 300;

/** What the visitor is told of, by the name of the browser's error; whatever else goes wrong is `failed`. */
const PROBLEMS: Record<string, NameIn<WidgetKey, 'record'>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'noMicrophone',
};

export interface RecorderPlace {
  composer: ChatComposer;
  /** MIME type with codec. */
  format: string;
  attachments: Attachments;
}

/** Records what is said, over the composer, until it is sent or dropped. */
export class VoiceRecorder extends LaterElement {
  static override properties = ['seconds'];

  #place: RecorderPlace;
  #recording: VoiceRecording | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The latest question for the microphone: only its answer counts. */
  #asked = 0;
  /** What the bar covers, which must not be reached by keyboard either. */
  #covered: Element[] = [];

  /** How long it has been listening; undefined while it does not. */
  declare seconds: number | undefined;

  constructor(place: RecorderPlace) {
    super();
    this.#place = place;
    this.texts = place.composer.texts;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(attachSheet);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cancel();
  }

  async start(): Promise<void> {
    const { composer, format, attachments } = this.#place;
    const asked = ++this.#asked;
    this.texts = composer.texts;
    try {
      const recording = await recordVoice(format);
      // While the browser was asking, the chat may have been closed.
      if (asked !== this.#asked) return recording.cancel();
      this.#recording = recording;
    } catch (cause) {
      return attachments.explain(`record.${PROBLEMS[(cause as Error).name] ?? 'failed'}`);
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
    if (recorded) this.#place.attachments.take([recorded.file], { duration: recorded.duration, isSent });
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#drop();
  }

  #drop(): void {
    this.cancel();
    this.#place.composer.focus();
  }

  /** Stops listening and keeps nothing. */
  cancel(): void {
    this.#asked++;
    this.#end()?.cancel();
  }

  protected override renderWorded(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { seconds } = this;
    if (seconds === undefined) return nothing;
    return html`<div
      class="record-bar"
      part="record-bar"
      role="group"
      aria-label=${t('record.label')}
      @keydown=${this.#onKeydown}
    >
      <button type="button" class="tool drawn cross" aria-label=${t('record.cancel')} @click=${this.#drop}></button>
      <span class="record-dot"></span>
      <span class="record-words" role="status">${t('record.listening')}</span>
      <span class="record-time" role="timer">${playTime(seconds)}</span>
      <button
        type="button"
        class="send record-send drawn up"
        aria-label=${t('record.send')}
        @click=${() => this.#finish(true)}
      ></button>
    </div>`;
  }
}

VoiceRecorder.define('agent-chat-record');
