import { defineMethod } from '../world.ts';
import { knownChat } from './chat-of.ts';

export const getChat = defineMethod('getChat', (world, params) => {
  const { chat } = knownChat(world, params);
  return {
    ...chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  };
});
