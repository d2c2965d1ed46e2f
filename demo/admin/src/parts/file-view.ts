import type { FileBlock, FileView, ImageBlock, VoiceBlock } from '@agent-chat/sdk/protocol';
import { html, type TemplateResult } from 'lit';
import { formatSize } from '../state/format.ts';
import { t } from '../state/words.ts';
import { icon } from './icon.ts';

/** Only what this server serves: an address from a message is not followed elsewhere. */
const isOurs = ({ url }: FileView): boolean => /^\/files\/[^/]/.test(url);

/** A picture to look at, sound to hear, or a file to save. */
export function fileView(block: FileBlock | ImageBlock | VoiceBlock): TemplateResult {
  const { file } = block;
  if (!isOurs(file)) return html`<p class="file-name">${file.name}</p>`;
  if (block.type === 'image') return pictureView(file, block.alt);
  if (block.type === 'voice') {
    return html`<audio class="sound" controls preload="none" src=${file.url} aria-label=${file.name}></audio>`;
  }
  return html`<a class="file" href=${file.url} download=${file.name} rel="noopener" title=${t('file.save')}>
    ${icon('download')}<span class="file-name">${file.name}</span
    ><span class="file-size">${formatSize(file.size)}</span>
  </a>`;
}

function pictureView({ url, name, width, height }: FileView, alt = name): TemplateResult {
  return html`<a class="picture" href=${url} target="_blank" rel="noopener">
    <img src=${url} alt=${alt} width=${width ?? 320} height=${height ?? 240} loading="lazy" decoding="async" />
  </a>`;
}
