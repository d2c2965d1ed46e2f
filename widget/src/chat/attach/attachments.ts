import type { UploadSource } from '@agent-chat/sdk';
import type { ChatComposer } from '../chat-composer.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { fetchPart } from '../fetch-part.ts';
import { LaterPart } from '../tools/later-part.ts';
import type { AddOptions, AttachmentTray } from './attachment-tray.ts';
import type { WidgetKey } from '../../../../locales/keys.d.ts';

/** What goes out with the next message. Its tray above the composer is fetched when there is something for it. */
export class Attachments {
  #place: Furnished;
  #tray = new LaterPart(() => this.#mount());

  constructor(place: Furnished) {
    this.#place = place;
  }

  get #composer(): ChatComposer {
    return this.#place.panel.querySelector('agent-chat-composer')!;
  }

  prepare(): void {
    fetchPart(this.#tray.load());
  }

  /** A message that is sent before the tray is there waits for it: what was chosen belongs to it. */
  take(sources: Iterable<UploadSource>, options?: AddOptions): void {
    if (!this.#place.chat.state.site?.uploads) return;
    const composer = this.#composer;
    let isSent = false;
    const hold = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      isSent = true;
    };
    composer.focus();
    composer.addEventListener('submit', hold, { capture: true });
    const taken = this.#tray
      .load()
      .then((tray) => tray.add(sources, options))
      .finally(() => composer.removeEventListener('submit', hold, { capture: true }))
      .then(() => isSent && composer.querySelector('form')!.requestSubmit());
    fetchPart(taken);
  }

  /** Whether something is held over the panel that could be dropped. */
  hover(on: boolean): void {
    fetchPart(this.#tray.load().then((tray) => (tray.dragging = on)));
  }

  /** Says what went wrong elsewhere: a key of the texts. */
  explain(key: WidgetKey): void {
    fetchPart(this.#tray.load().then((tray) => tray.explain(key)));
  }

  end(): void {
    this.#tray.remove();
  }

  async #mount(): Promise<AttachmentTray> {
    const { host, chat, panel } = this.#place;
    const [{ AttachmentTray }] = await Promise.all([import('./attachment-tray.ts'), panel.texts.more()]);
    const composer = this.#composer;
    const tray = new AttachmentTray({ host, chat, composer });
    composer.before(tray);
    return tray;
  }
}
