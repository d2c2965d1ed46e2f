import { ChatError } from './chat-error.ts';
import type { MessageSend } from './protocol.ts';
import { MAX_FILES, MAX_TEXT_LENGTH } from './protocol.ts';

/** Throws for what the server would refuse anyway, so that it does not wait in the outbox only to fail. */
export function checkMessage({ text, pick, scenario, files }: Omit<MessageSend, 'clientId'>): void {
  if (!text.trim() && !pick && !scenario && !files?.length)
    throw new ChatError({ code: 'BAD_REQUEST', message: 'The message is empty.' });
  if ((files?.length ?? 0) > MAX_FILES)
    throw new ChatError({ code: 'TOO_LARGE', message: `A message has at most ${MAX_FILES} files.` });
  if (text.length <= MAX_TEXT_LENGTH) return;
  throw new ChatError({ code: 'TOO_LARGE', message: `The message is longer than ${MAX_TEXT_LENGTH}.` });
}
