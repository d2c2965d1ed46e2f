import { defineAsk } from '../ask.ts';
import { pageSchema } from '../page-schema.ts';

export const pageSet = defineAsk({
  event: 'page:set',
  schema: pageSchema,
  async answer({ pages }, { conversationId }, page) {
    pages.set(conversationId, page);
    return {};
  },
});
