import type { FileView, Message } from '@agent-chat/sdk/protocol';
import type { FormattedText } from './formatted-text.ts';
import { CAPTION_LIMIT } from './send-file.ts';

/** One message of Telegram: a text, or a file with a text under it. */
export interface DeliveryStep {
  text?: FormattedText;
  file?: FileView;
}

/** A short text stands under the only file; else the text comes first, and the files after it. */
export function deliverySteps({ blocks }: Message, parts: FormattedText[]): DeliveryStep[] {
  const files = blocks.flatMap((block) => ('file' in block ? [block.file] : []));
  const [text] = parts;
  const isCaption = files.length === 1 && parts.length <= 1 && (text?.text.length ?? 0) <= CAPTION_LIMIT;
  if (isCaption) return [{ file: files[0], text }];
  return [...parts.map((part) => ({ text: part })), ...files.map((file) => ({ file }))];
}
