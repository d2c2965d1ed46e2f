import type { Routes } from './routes.ts';
import { conversationRoutes } from './conversations.ts';
import { healthRoutes } from './health.ts';
import { leadRoutes } from './leads.ts';
import { localeRoutes } from './locales.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';

export const routes: Routes[] = [
  healthRoutes,
  localeRoutes,
  setupRoutes,
  sessionRoutes,
  leadRoutes,
  conversationRoutes,
];
