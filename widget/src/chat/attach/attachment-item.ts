import { fileUrl } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { fileSize } from '../blocks/files/file-size.ts';
import { errorText } from '../error-text.ts';
import { drawing } from '../icon.ts';
import type { Texts } from '../texts/texts.ts';
import type { Translate } from '../texts/translate.ts';
import { stateOf, type Attachment } from './attachment-list.ts';

const AGAIN = 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4';
const PAGE = 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5';
/** The server would refuse the same file again. */
const FINAL = new Set<string | undefined>(['TOO_LARGE', 'UNSUPPORTED', 'BAD_REQUEST']);

export interface AttachmentPlace {
  texts: Texts;
  /** Where its picture comes from. */
  server: string;
  remove(item: Attachment): void;
  retry(item: Attachment): void;
}

/** One file of the tray: on its way, there, or failed. */
export function renderAttachment(item: Attachment, place: AttachmentPlace): TemplateResult {
  const { t } = place.texts;
  const { name } = item;
  const state = stateOf(item);
  return html`<li class="attachment ${state}" part="attachment">
    ${renderPicture(item, place.server)}
    <div class="attachment-words"><bdi class="attachment-name">${name}</bdi> ${renderState(item, place.texts)}</div>
    ${state === 'failed' && !FINAL.has(codeOf(item)) ? renderRetry(item, place) : nothing}
    <button
      type="button"
      class="attachment-button drawn cross"
      aria-label=${t(state === 'running' ? 'attach.cancel' : 'attach.remove', { name })}
      @click=${() => place.remove(item)}
    ></button>
  </li>`;
}

/** In words for the visitor. */
export function whyFailed(item: Attachment, t: Translate): string {
  const own = `attach.error.${codeOf(item)}` as const;
  return t(own) === own ? errorText(item.problem, t) : t(own);
}

function renderState(item: Attachment, { t, locale }: Texts): TemplateResult {
  const { name, progress, problem, source } = item;
  if (stateOf(item) === 'running') {
    return html`<progress value=${progress} aria-label=${t('attach.progress', { name })}></progress>`;
  }
  const words = problem ? whyFailed(item, t) : fileSize(source.size, locale);
  return html`<span class="attachment-state">${words}</span>`;
}

function renderRetry(item: Attachment, { texts, retry }: AttachmentPlace): TemplateResult {
  return html`<button
    type="button"
    class="attachment-button"
    aria-label=${texts.t('attach.retry', { name: item.name })}
    @click=${() => retry(item)}
  >
    ${drawing('again', AGAIN)}
  </button>`;
}

function renderPicture({ file }: Attachment, server: string): TemplateResult {
  const address = file?.type.startsWith('image/') && fileUrl(server, file);
  return html`<span class="attachment-picture">
    ${address ? html`<img src=${address} alt="" />` : drawing('file', PAGE)}
  </span>`;
}

function codeOf({ problem }: Attachment): string | undefined {
  return (problem as { code?: string } | undefined)?.code;
}
