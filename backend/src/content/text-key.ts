import { z } from 'zod';

/** The key of a text in `locales/`, as YAML files name it: `namespace:path.to.key`. */
export const textKey = z
  .string()
  .regex(/^[\w-]+:[\w-]+(\.[\w-]+)*$/)
  .describe('Key of a text in locales/<tag>/<namespace>.json: namespace:path.to.key');
