import { readFileSync } from 'node:fs';
import type { BenchLine } from '../bench-line.ts';
import { on, withBed, type BedPage, type WidgetBed } from './bed.ts';
import { line } from './line.ts';
import { CHOICE, COMPOSER, LAUNCHER } from './pages.ts';

/** W12 and W13: a page whose styles undo everything, and axe in forced colours. */
export function run(): Promise<BenchLine[]> {
  return withBed(async ({ bed }) => [await measureHostile(bed), ...(await measureAxe(bed))]);
}

/** Pixels of the panel that differ on a page whose styles undo everything. The time of day is left out. */
async function measureHostile(bed: WidgetBed): Promise<BenchLine> {
  const [calm, hostile] = await Promise.all(
    ['/chat.html', '/hostile.html'].map((path) =>
      on(bed, path, {}, async ({ page }) => {
        await page.click(LAUNCHER);
        await page.waitForSelector(CHOICE);
        await page.locator('agent-chat >> time').evaluate((time) => (time.textContent = ''));
        await page.mouse.move(0, 0);
        await page.waitForTimeout(800);
        await page.locator(COMPOSER).evaluate((field) => (field as HTMLElement).blur());
        return (await page.locator('agent-chat >> dialog').screenshot({ animations: 'disabled' })).toString('base64');
      }),
    ),
  );
  const differing = await on(bed, '/empty.html', {}, ({ page }) => page.evaluate(countDiffering, [calm!, hostile!]));
  return line('W12', 'pixels that differ under hostile styles', differing, 0, 'pixels');
}

async function countDiffering(images: string[]): Promise<number> {
  const read = async (image: string): Promise<Uint8ClampedArray> => {
    const bytes = Uint8Array.from(atob(image), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const [one, other] = await Promise.all(images.map(read));
  if (one!.length !== other!.length) return Infinity;
  return one!.reduce((count, value, at) => count + Number(value !== other![at]), 0);
}

async function measureAxe(bed: WidgetBed): Promise<BenchLine[]> {
  const axe = readFileSync(new URL(import.meta.resolve('axe-core')), 'utf8');
  const lines: BenchLine[] = [];
  for (const locale of ['en', 'ru']) {
    const found = await on(bed, '/chat.html', { locale }, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active' });
      await page.locator('agent-chat').evaluate((host, tag) => host.setAttribute('locale', tag), locale);
      await page.evaluate(axe);
      await page.click(LAUNCHER);
      await page.waitForSelector(CHOICE);
      await page.waitForTimeout(400);
      let faults = await countFaults(page);
      for (const view of ['earlier', 'memory', 'language', 'help']) {
        await page.click('agent-chat >> .menu-button');
        await page.click(`agent-chat >> .menu [data-view=${view}]`);
        await page.waitForSelector('agent-chat >> .view');
        await page.waitForTimeout(400);
        faults += await countFaults(page);
        await page.keyboard.press('Escape');
      }
      return faults;
    });
    lines.push(line(`W13-${locale}`, `axe violations in forced colours, ${locale}`, found, 0, 'violations'));
  }
  return lines;
}

function countFaults(page: BedPage['page']): Promise<number> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(at: Element, options: object): Promise<{ violations: { id: string }[] }> };
    };
    const { violations } = await axe.run(document.querySelector('agent-chat')!, {
      rules: { region: { enabled: false } },
    });
    return violations.length;
  });
}
