import type { TemplateResult } from 'lit/html.js';
import { drawing } from '../icon.ts';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  plane: 'M20.5 4L3.5 10.8l5.7 2.1M20.5 4l-3 15.5-8.3-6.6M20.5 4L9.2 12.9v6.3l3.2-3.8',
  earlier: 'M4 12a8 8 0 1 0 2.5-5.8M4 4.5v4h4M12 8v4.5l3 1.8',
  memory: 'M5 5.5h14v10h-6l-4 3.5v-3.5H5zM9 9h6M9 12h4',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17',
  download: 'M12 4v10M7.5 10l4.5 4.5L16.5 10M5 19.5h14',
  end: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M8.5 12l2.5 2.5 4.5-5',
  plus: 'M12 5v14M5 12h14',
  bell: 'M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10.5 20h3M12 5.5V4',
  help: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M9.5 9.5a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 16.5v.01',
  pen: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5z',
  star: 'M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8L3.6 9.7l5.8-.8z',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  check: 'M5 12l5 5L19 7',
} as const;

export type ViewIconName = keyof typeof PATHS;

export function viewIcon(name: ViewIconName): TemplateResult {
  return drawing(name, PATHS[name]);
}
