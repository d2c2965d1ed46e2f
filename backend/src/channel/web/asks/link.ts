import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { defineAsk } from '../ask.ts';

const schema = z.object({ channel: z.string().min(1).max(32) });

export const linkCreate = defineAsk({
  event: 'link:create',
  spends: true,
  schema,
  async answer({ conversations, channels, offers, spend }, visitor, { channel }) {
    spend(visitor);
    const target = channels.get(channel);
    if (!target?.linkUrl || !offers(visitor.siteId, channel)) {
      throw new AppError('CHANNEL_UNAVAILABLE', `The channel ${channel} is not switched on`, {
        hint: 'The site’s owner can switch it on.',
      });
    }
    const { token, expiresAt } = await conversations.createLink(visitor.conversationId, channel);
    return { url: target.linkUrl(token), code: token, expiresAt };
  },
});

export const linkRemove = defineAsk({
  event: 'link:remove',
  schema,
  async answer({ conversations }, { conversationId }, { channel }) {
    await conversations.removeLink(conversationId, channel);
    return {};
  },
});
