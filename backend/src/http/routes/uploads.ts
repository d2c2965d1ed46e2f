import { answerPreflight, uploadRequest } from '../upload/uploader.ts';
import { receiveUpload } from '../upload/receive-upload.ts';
import { defineRoutes } from './routes.ts';

/** Files come in here, from visitors' pages and from the console, and wait for the message that takes them. */
export const uploadRoutes = defineRoutes({
  prefix: '/api/files',
  access: 'public',
  crossOrigin: true,
  add(router, options) {
    const { files } = options;

    router.options('/', (ctx) => answerPreflight(ctx, options));

    router.post('/', async (ctx) => {
      ctx.set('cache-control', 'no-store');
      const { uploader, site, contactId } = await uploadRequest(ctx, options);
      const sender = uploader === 'visitor' ? { contactId, address: ctx.ip } : { contactId };
      if (uploader === 'visitor') files.admit(sender);
      const received = await receiveUpload(ctx, files.incoming, site.uploads);
      ctx.body = { file: await files.keep({ ...received, ...sender, uploader, rules: site.uploads }) };
      ctx.status = 201;
    });
  },
});
