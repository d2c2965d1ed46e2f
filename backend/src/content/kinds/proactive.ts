import type { ProactiveRuleView } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { quickReply, type QuickReply } from './agent.ts';
import { textKey } from '../text-key.ts';

/** When the agent speaks first on a page, and what it says; once for each visitor. */
export interface ProactiveRule {
  id: string;
  when: ProactiveRuleView['when'];
  /** Text key. */
  text: string;
  quickReplies: QuickReply[];
  outsideHours: 'show' | 'hide' | 'only';
}

export const eventName = z.string().regex(/^[a-z][\w.-]{0,39}$/);

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const bounds = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs `min` or `max`');
const event = z
  .strictObject({
    name: eventName,
    where: z
      .record(z.string(), z.union([scalar, z.array(z.union([z.string(), z.number()])).min(1), bounds]))
      .optional()
      .describe('By field of its data: a value, one of several values, or { min, max }; all must hold'),
  })
  .describe('The page has called chat.track(name, data)');
const when = z
  .strictObject({
    delay: z.number().min(0).max(3600).optional().describe('Seconds for which the page has been seen'),
    url: z
      .string()
      .startsWith('/')
      .optional()
      .describe('Path of the page; `*` stands for any letters but `/`, `**` for any'),
    scroll: z.number().min(1).max(100).optional().describe('Percent of the page that was scrolled to'),
    exitIntent: z.literal(true).optional().describe('The pointer has left the page upwards'),
    idle: z.number().min(1).max(3600).optional().describe('Seconds without key, pointer or scrolling'),
    event: event.optional(),
    visitor: z.enum(['new', 'returning']).optional(),
  })
  .refine((conditions) => Object.keys(conditions).some((key) => key !== 'url' && key !== 'visitor'), {
    message: 'needs something that happens: delay, scroll, exitIntent, idle or event',
  });

export const proactiveSchema = z
  .array(
    z.strictObject({
      id: z
        .string()
        .regex(/^[a-z\d]+(-[a-z\d]+)*$/)
        .max(40)
        .describe('Unique in its site. A visitor who has seen a rule does not see it again, until its id changes'),
      when,
      text: textKey,
      quickReplies: z.array(quickReply).max(4).default([]),
      outsideHours: z
        .enum(['show', 'hide', 'only'])
        .default('show')
        .describe('What becomes of the rule while officeHours are closed'),
    }),
  )
  .max(20)
  .default([]);
