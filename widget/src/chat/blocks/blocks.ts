import type { Block, FileBlock, ImageBlock, VoiceBlock } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Row } from '../chat-message.ts';
import { fetchPart } from '../fetch-part.ts';
import type { Texts } from '../texts/texts.ts';
import { renderChoices } from './choices-block.ts';

type RenderBlock<T extends Block> = (block: T, row: Row, texts: Texts) => TemplateResult | typeof nothing;

/** One line per kind. What is not here adds nothing to the text of its message; `input` shapes the composer instead. */
const blocks: { [T in Block['type']]?: RenderBlock<Extract<Block, { type: T }>> } = {
  choices: renderChoices,
  file: renderFile,
  image: renderFile,
  voice: renderFile,
  cards(block, row) {
    fetchPart(import('./cards-block.ts'));
    return html`<agent-chat-cards .cards=${block.cards} .row=${row}></agent-chat-cards>`;
  },
  form(block, row, texts) {
    fetchPart(import('./form/form-block.ts'));
    return html`<agent-chat-form .block=${block} .row=${row} .texts=${texts}></agent-chat-form>`;
  },
};

function renderFile(block: FileBlock | ImageBlock | VoiceBlock, _: Row, texts: Texts): TemplateResult {
  fetchPart(import('./files/file-block.ts'));
  return html`<agent-chat-file .block=${block} .texts=${texts}></agent-chat-file>`;
}

export function renderBlock(block: Block, row: Row, texts: Texts): TemplateResult | typeof nothing {
  const render = Object.hasOwn(blocks, block.type) ? (blocks[block.type] as RenderBlock<Block>) : undefined;
  return render?.(block, row, texts) ?? nothing;
}
