import { badRequest } from '../bot-api-error.ts';
import type { StoredFile } from '../files.ts';
import { readFormattedText } from '../formatted-text.ts';
import { readImageSize } from '../image-size.ts';
import { readInteger, readText, type Params, type Upload } from '../params.ts';
import { defineMethod, type World } from '../world.ts';
import { chatOf } from './chat-of.ts';
import { deliver } from './deliver.ts';

export const sendPhoto = defineMethod('sendPhoto', (world, params) => {
  const file = fileOf(world, params, 'photo');
  const content = { photo: [{ ...described(file), ...readImageSize(file.data) }], ...captionOf(params) };
  return deliver(world, chatOf(world, params), params, content);
});

export const sendDocument = defineMethod('sendDocument', (world, params) => {
  const file = fileOf(world, params, 'document');
  const document = { ...described(file), file_name: file.filename, mime_type: file.mimeType };
  return deliver(world, chatOf(world, params), params, { document, ...captionOf(params) });
});

export const sendVoice = defineMethod('sendVoice', (world, params) => {
  const file = fileOf(world, params, 'voice');
  const voice = { ...described(file), duration: readInteger(params, 'duration') ?? 0, mime_type: file.mimeType };
  return deliver(world, chatOf(world, params), params, { voice, ...captionOf(params) });
});

/** An uploaded part, `attach://name`, or the id of a file that is already here. Addresses on the web are refused. */
function fileOf(world: World, params: Params, field: 'photo' | 'document' | 'voice'): StoredFile {
  const value = readText(params, field);
  const upload = params.files.get(value.startsWith('attach://') ? value.slice('attach://'.length) : field);
  if (upload) return world.files.store(checkUpload(upload), `${field}s`);
  const known = world.files.find(value);
  if (known) return known;
  if (value === '') throw badRequest(`there is no ${field} in the request`);
  throw badRequest(value.startsWith('http') ? 'failed to get HTTP URL content' : 'wrong file identifier specified');
}

function checkUpload(upload: Upload): Upload {
  if (upload.data.length === 0) throw badRequest('file must be non-empty');
  return upload;
}

function described(file: StoredFile) {
  return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.data.length };
}

function captionOf(params: Params) {
  const rules = { field: 'caption', limit: 1024, tooLong: 'message caption is too long', mayBeEmpty: true } as const;
  const { text, entities } = readFormattedText(params, rules);
  if (text === '') return {};
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text };
}
