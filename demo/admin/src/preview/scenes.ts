import { conversation, type FakeChatOptions } from '@agent-chat/sdk/testing';
import type { PreviewOrder } from './preview-order.ts';

const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Chats in which most of the widget's texts stand somewhere. */
export const scenes: Record<PreviewOrder['scene'], FakeChatOptions> = {
  talk: {
    messages: [
      { text: 'Velo Harbour', createdAt: at(5) },
      { role: 'visitor', text: '49 €?', createdAt: at(4) },
      { text: '49 €', createdAt: at(3), citations: [{ title: 'FAQ', url: 'https://example.com/' }] },
    ],
  },
  form: {
    messages: [
      {
        text: 'Velo Harbour',
        blocks: [
          {
            type: 'form',
            id: 'f',
            submit: '✓',
            fields: [
              { name: 'name', kind: 'text', label: 'A' },
              { name: 'phone', kind: 'phone', label: 'B', country: 'IE', optional: true },
              { name: 'rating', kind: 'rating', label: 'C', max: 5 },
            ],
          },
        ],
      },
    ],
  },
  closed: {
    conversation: conversation({ status: 'closed' }),
    messages: [{ text: 'Velo Harbour', createdAt: at(5) }],
  },
};
