declare module '@koa/multer' {
  import type { Middleware } from 'koa';

  export interface UploadedFile {
    originalname: string;
    mimetype: string;
    /** Where it lies. */
    path: string;
    size: number;
  }

  export interface MulterOptions {
    storage: unknown;
    limits: { fileSize: number; files: number; fields: number; fieldSize: number; parts: number; headerPairs: number };
    /** Of the file's name. */
    defParamCharset: 'utf8' | 'latin1';
  }

  function multer(options: MulterOptions): { single(field: string): Middleware };
  namespace multer {
    /** `flush`: fsync before it counts as received. */
    function diskStorage(options: { destination: string; flush: boolean }): unknown;
  }
  export default multer;
}
