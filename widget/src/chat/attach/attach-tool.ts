import type { UploadRules } from '@agent-chat/sdk/protocol';
import type { OfferTool } from '../tools/tools.ts';

/** Texts that browsers know by no type. */
const TEXT_ENDINGS = ['text/*', '.md', '.json', '.yaml', '.yml', '.log', '.ini'];

/** Opens the dialog for files. */
export const attachTool: OfferTool = ({ site, attachments }) => {
  if (!site.uploads) return undefined;
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, accept: accepted(site.uploads) });
  input.onchange = () => {
    attachments.take([...input.files!]);
    // The same file may be chosen again.
    input.value = '';
  };
  return { name: 'attach', prepare: () => attachments.prepare(), run: () => input.click(), end: () => undefined };
};

/** For `<input accept>`. */
function accepted({ types }: UploadRules): string {
  return [...types, ...(types.includes('text/plain') ? TEXT_ENDINGS : [])].join(',');
}
