import type { Routes } from './routes.ts';
import { conversationRoutes } from './conversations.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes } from './health.ts';
import { leadRoutes } from './leads.ts';
import { localeLogRoutes } from './locale-log.ts';
import { localeRoutes } from './locales.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { siteRoutes } from './sites.ts';
import { translationRoutes } from './translations.ts';
import { uploadRoutes } from './uploads.ts';

export const routes: Routes[] = [
  healthRoutes,
  localeRoutes,
  localeLogRoutes,
  setupRoutes,
  sessionRoutes,
  leadRoutes,
  conversationRoutes,
  siteRoutes,
  uploadRoutes,
  fileRoutes,
  translationRoutes,
];
