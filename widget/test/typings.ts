/** Checked by the compiler alone: what the typings for frameworks must take, and what they must not. */
import type { JSX } from 'react';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import type {} from '@agent-chat/widget/react';
import type {} from '@agent-chat/widget/svelte';
import type {} from '@agent-chat/widget/vue';

type ReactTag = JSX.IntrinsicElements['agent-chat'];
type SvelteTag = SvelteHTMLElements['agent-chat'];
type VueTag = InstanceType<GlobalComponents['agent-chat']>['$props'];

export const react: ReactTag[] = [
  { theme: 'dark', open: true, context: { product: 'bike-7' }, className: 'chat', children: 'Ask us' },
  { 'onagent-chat-message-send': (event) => event.text.trim() || event.preventDefault() },
  { ref: (element) => void element?.send('Hello') },
  // @ts-expect-error There is no such theme.
  { theme: 'pink' },
  // @ts-expect-error A closed chat says nothing.
  { 'onagent-chat-closed': (event) => event.text },
];

export const svelte: SvelteTag[] = [
  { theme: 'dark', open: true, context: { product: 'bike-7' }, class: 'chat' },
  { 'onagent-chat-message-added': (event) => event.message.text },
  // @ts-expect-error Facts of the page are no list.
  { context: ['bike-7'] },
];

export const vue: VueTag[] = [
  { mode: 'inline', open: true, context: { product: 'bike-7' }, class: 'chat' },
  { onAgentChatMessageSend: (event) => event.preventDefault() },
  // @ts-expect-error There is no such mode.
  { mode: 'sideways' },
];
