import type { UploadRules } from '@agent-chat/sdk/protocol';
import type { ChatComposer } from '../chat-composer.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { AttachButton } from './attach-button.ts';
import { AttachmentTray } from './attachment-tray.ts';
import { listenForFiles } from './listen-for-files.ts';

/** Puts the button into the composer, and above it the tray. */
export function mountAttachments({ host, panel, chat }: Furnished, rules: UploadRules): () => void {
  const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
  const tray = new AttachmentTray({ host, chat, composer });
  const button = new AttachButton();
  const { texts } = panel;
  Object.assign(button, { texts, rules, onfiles: (files: File[]) => tray.add(files) });
  composer.before(tray);
  composer.querySelector('textarea')!.before(button);
  const stopListening = listenForFiles(panel, tray);
  return () => {
    stopListening();
    tray.remove();
    button.remove();
  };
}
