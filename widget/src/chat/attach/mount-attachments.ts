import type { UploadRules } from '@agent-chat/sdk/protocol';
import type { ChatComposer } from '../chat-composer.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { AttachButton } from './attach-button.ts';
import { AttachmentTray } from './attachment-tray.ts';
import { listenForFiles } from './listen-for-files.ts';
import { RecordButton } from './record-button.ts';
import { recordableFormat, type Recorded } from './voice-recording.ts';

/** Puts the buttons into the composer, and above it the tray. */
export function mountAttachments({ host, panel, chat }: Furnished, rules: UploadRules): () => void {
  const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
  const tray = new AttachmentTray({ host, chat, composer });
  const button = new AttachButton();
  const { texts } = panel;
  Object.assign(button, { texts, rules, onfiles: (files: File[]) => tray.add(files) });
  composer.before(tray);
  composer.querySelector('textarea')!.before(button);
  const stopListening = listenForFiles(panel, tray);
  const stopRecording = mountRecorder({ host, panel, chat }, rules, tray);
  return () => {
    stopListening();
    stopRecording?.();
    tray.remove();
    button.remove();
  };
}

/** Where the site takes a kind of sound that the browser can record. */
function mountRecorder({ host, panel }: Furnished, rules: UploadRules, tray: AttachmentTray): (() => void) | undefined {
  const format = recordableFormat(rules.types);
  if (!format) return undefined;
  const button = new RecordButton();
  Object.assign(button, {
    ...{ texts: panel.texts, format },
    onproblem: (key: string) => tray.explain(key),
    onrecorded: ({ file, duration }: Recorded, isSent: boolean) => tray.add([file], { duration, isSent }),
  });
  panel.querySelector('.composer textarea')!.after(button);
  const cancel = () => button.cancel();
  host.addEventListener('agent-chat-closed', cancel);
  return () => {
    host.removeEventListener('agent-chat-closed', cancel);
    button.remove();
  };
}
