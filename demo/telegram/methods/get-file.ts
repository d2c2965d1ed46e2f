import { badRequest } from '../bot-api-error.ts';
import { readText } from '../params.ts';
import { defineMethod } from '../world.ts';

/** Above this a bot may send a file but not download it. */
const DOWNLOAD_LIMIT = 20 * 1024 * 1024;

export const getFile = defineMethod('getFile', (world, params) => {
  const file = world.files.find(readText(params, 'file_id'));
  if (!file) throw badRequest('invalid file_id');
  if (file.data.length > DOWNLOAD_LIMIT) throw badRequest('file is too big');
  return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.data.length, file_path: file.path };
});
