import { html } from 'lit';
import '../parts/conversation-list.ts';
import '../parts/conversation-view.ts';
import { t } from '../state/words.ts';
import type { Page } from './page.ts';

export const conversationsPage: Page = {
  name: 'conversations',
  path: /^\/conversations(?:\/([\w-]+))?$/,
  title: 'conversations.title',
  home: '/conversations',
  layout: 'split',
  render: ({ id }) => html`
    <h1 class="unseen">${t('conversations.title')}</h1>
    <div class="panes ${id ? 'has-detail' : ''}">
      <conversation-list class="pane list-pane" .current=${id}></conversation-list>
      ${
        id
          ? html`<conversation-view
              class="pane detail-pane"
              .conversationId=${id}
              .back=${'/conversations'}
            ></conversation-view>`
          : html`<div class="pane detail-pane empty"><p>${t('conversations.choose')}</p></div>`
      }
    </div>
  `,
};
