import type { FileView } from '@agent-chat/sdk/protocol';
import { apiUrl, sendForm } from './api.ts';

/** Hands a file in for the operator's next message. Throws {@link ApiError}. */
export async function upload(conversationId: string, file: File): Promise<FileView> {
  const form = new FormData();
  form.append('file', file);
  const answer = await sendForm<{ file: FileView }>(apiUrl('/files', { conversation: conversationId }), form);
  return answer.file;
}
