import type { Choice, Pick } from '@agent-chat/sdk/protocol';

/** What a press of a button says. */
export interface Press {
  text: string;
  pick?: Pick;
  scenario?: string;
}

/** On the button that was pressed and stays. */
export const PRESSED = 'done';
/** Of `callback_data`, in bytes. */
const LIMIT = 64;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PICK = /^p:([\w-]{22}):([^\n]*)(?:\n([\s\S]+))?$/;
const INDEX = /^i:(?:([\w-]{22}):)?\d+$/;

/**
 * Everything that a press means stands in the button itself, so that it is understood after a restart and by another process:
 * `s:<scenario>`, `p:<message>:<value>[\n<text>]`, `t:<text>`, and where nothing of this fits, `i:<message>:<index>`: then the label is all.
 */
export function encodePress(messageId: string, choice: Choice, index: number): string {
  const id = shortId(messageId);
  const says = choice.text && choice.text !== choice.label ? choice.text : undefined;
  const candidates = [
    choice.scenario && `s:${choice.scenario}`,
    id && says && !choice.value.includes('\n') && `p:${id}:${choice.value}\n${says}`,
    says && `t:${says}`,
    id && !choice.value.includes('\n') && `p:${id}:${choice.value}`,
    id ? `i:${id}:${index}` : `i:${index}`,
  ];
  return candidates.find((data): data is string => Boolean(data) && Buffer.byteLength(data as string) <= LIMIT)!;
}

/** `label` is what stands on the button, undefined where Telegram no longer shows its message. Undefined: not one of ours. */
export function decodePress(data: string, label: string | undefined): Press | undefined {
  const rest = data.slice(2);
  if (data.startsWith('s:') && rest) return { text: label ?? rest, scenario: rest };
  if (data.startsWith('t:') && rest) return { text: rest };
  const [, id, value, says] = PICK.exec(data) ?? [];
  if (id && value !== undefined) return { text: says ?? label ?? value, pick: { messageId: longId(id), value } };
  const index = INDEX.exec(data);
  if (!index || !label) return undefined;
  return { text: label, ...(index[1] && { pick: { messageId: longId(index[1]), value: label } }) };
}

/** The 22 letters of a UUID's 16 bytes. */
function shortId(messageId: string): string | undefined {
  return UUID.test(messageId) ? Buffer.from(messageId.replaceAll('-', ''), 'hex').toString('base64url') : undefined;
}

function longId(id: string): string {
  const hex = Buffer.from(id, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
