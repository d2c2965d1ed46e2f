import { fileUrl, type FileBlock, type FileView, type ImageBlock, type VoiceBlock } from '@agent-chat/sdk';
import { html, type TemplateResult } from 'lit/html.js';
import type { AgentChat } from '../../../agent-chat.ts';
import { drawing } from '../../icon.ts';
import { LaterElement } from '../../later-element.ts';
import { filesStyles } from '../../styles/files-styles.ts';
import { fileSize } from './file-size.ts';
import { pictureSize } from './picture-size.ts';
import { playTime } from './play-time.ts';

const PAGE = 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5';
const sheet = new CSSStyleSheet();
sheet.replaceSync(filesStyles);

/** A picture, a recording or any other file of a message. Fetched with the first of them. */
export class FileBlockElement extends LaterElement {
  static override properties = ['block', 'broken'];

  declare block: FileBlock | ImageBlock | VoiceBlock;
  /** The picture cannot be shown. */
  declare broken: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  get #server(): string {
    return ((this.getRootNode() as ShadowRoot).host as AgentChat).server;
  }

  protected override renderWorded(): TemplateResult {
    const { block } = this;
    const address = fileUrl(this.#server, block.file);
    if (!address) return html`<div class="bubble" part="bubble file" dir="auto">${block.file.name}</div>`;
    if (block.type === 'image' && !this.broken) return this.#renderImage(block, address);
    return block.type === 'voice' ? this.#renderVoice(block.file, address) : this.#renderFile(block.file, address);
  }

  #renderImage({ file, alt }: ImageBlock, address: string): TemplateResult {
    const { width, height } = pictureSize(file);
    return html`<a
      class="picture"
      part="image"
      href=${address}
      target="_blank"
      rel="noopener noreferrer"
      title=${this.texts.t('file.enlarge')}
    >
      <img
        src=${address}
        alt=${alt ?? file.name}
        width=${width}
        height=${height}
        decoding="async"
        @error=${() => (this.broken = true)}
      />
    </a>`;
  }

  #renderFile({ name, size }: FileView, address: string): TemplateResult {
    const { t, locale } = this.texts;
    const amount = fileSize(size, locale);
    return html`<a
      class="file"
      part="file"
      href=${address}
      download=${name}
      target="_blank"
      rel="noopener noreferrer"
      aria-label=${t('file.download', { name, size: amount })}
    >
      <span class="file-icon">${drawing('file', PAGE)}</span>
      <span class="file-words">
        <bdi class="file-name">${name}</bdi>
        <span class="file-size">${amount}</span>
      </span>
    </a>`;
  }

  #renderVoice({ name, duration }: FileView, address: string): TemplateResult {
    const label = duration ? this.texts.t('file.voice', { time: playTime(duration) }) : name;
    return html`<figure class="voice" part="voice">
      <audio controls preload="none" src=${address} aria-label=${label}></audio>
      <figcaption><bdi>${label}</bdi></figcaption>
    </figure>`;
  }
}

FileBlockElement.define('agent-chat-file');
