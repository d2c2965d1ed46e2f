import type { UploadRules } from '@agent-chat/sdk/protocol';
import { fileSize } from '../blocks/files/file-size.ts';
import type { Texts } from '../texts/texts.ts';

/** A text by another name: browsers call a `.md` or `.json` what they like, and the server looks at the content. */
const TEXT = /^(text\/|application\/(json|yaml|x-yaml|xml))/;

/** Why a file need not be sent to the server: it would be refused there. Undefined when nothing is seen here. */
export function refusal(file: Blob & { name?: string }, rules: UploadRules, { t, locale }: Texts): string | undefined {
  const name = file.name ?? '';
  if (file.size === 0) return t('attach.empty', { name });
  const most = rules.maxMegabytes * 1_000_000;
  if (file.size > most) return t('attach.tooLarge', { name, most: fileSize(most, locale) });
  return isWanted(file.type, rules.types) ? undefined : t('attach.unsupported', { name });
}

function isWanted(type: string, types: string[]): boolean {
  const [bare] = type.split(';') as [string];
  if (bare === '' || types.includes(bare)) return true;
  if (bare.startsWith('audio/')) return types.some((wanted) => wanted.startsWith('audio/'));
  return TEXT.test(bare) && types.includes('text/plain');
}
