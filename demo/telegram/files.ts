import { randomBytes } from 'node:crypto';
import type { Upload } from './params.ts';

export interface StoredFile extends Upload {
  fileId: string;
  uniqueId: string;
  /** The last part of the download address. */
  path: string;
}

export interface Files {
  store(upload: Upload, folder: string): StoredFile;
  find(fileId: string): StoredFile | undefined;
  findByPath(path: string): StoredFile | undefined;
}

export function createFiles(): Files {
  const files = new Map<string, StoredFile>();
  return {
    store(upload, folder) {
      const extension = /\.[a-z\d]{1,8}$/i.exec(upload.filename)?.[0] ?? '';
      const file = {
        ...upload,
        fileId: `file-${randomBytes(24).toString('base64url')}`,
        uniqueId: randomBytes(9).toString('base64url'),
        path: `${folder}/file_${files.size}${extension}`,
      };
      files.set(file.fileId, file);
      return file;
    },
    find: (fileId) => files.get(fileId),
    findByPath: (path) => [...files.values()].find((file) => file.path === path),
  };
}
