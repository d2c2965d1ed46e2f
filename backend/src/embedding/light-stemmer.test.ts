import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stems } from './stem.ts';

/** Forms of one word on each line. */
const forms: Record<string, string[]> = {
  de: [
    'Reparatur Reparaturen reparieren repariert',
    'prüfen prüft geprüft Prüfung',
    'abholen abgeholt abzuholen Abholung',
    'öffnen öffnet geöffnet',
  ],
  es: [
    'reparación reparaciones reparar reparan reparáis reparado',
    'costar cuesta cuestan costaría',
    'cerrar cierra cerráis',
    'precio precios',
  ],
  fr: [
    'réparation réparations réparer réparez réparons réparée',
    'coûter coûte coûtent',
    'crevaison crevé crever',
    'pneu pneus',
  ],
  pt: ['revisão revisões revisar', 'abrir abrem abre abrimos', 'pagar pagamento pago pagam', 'furo furado furou'],
  uk: [
    'ремонт ремонту ремонтуєте ремонтувати',
    'колесо колеса коліс колесами',
    'робота роботи робіт роботою',
    'ціна ціни цін',
  ],
  ar: ['دراجة دراجات الدراجة والدراجات للدراجات', 'بطارية البطارية بطاريات', 'إصلاح الإصلاح للإصلاح'],
};
const others: Record<string, [string, string]> = {
  de: ['Bremse', 'Brille'],
  es: ['cita', 'casa'],
  fr: ['frein', 'prix'],
  pt: ['pneu', 'preço'],
  uk: ['гальма', 'гарантія'],
  ar: ['سعر', 'عجلة'],
};

for (const [locale, lines] of Object.entries(forms)) {
  test(`${locale}: forms of a word share a stem, other words do not`, () => {
    for (const line of lines)
      assert.equal(new Set(stems(line, locale)).size, 1, `${line}: ${stems(line, locale).join(' ')}`);
    const [one, other] = others[locale] ?? ['', ''];
    assert.notDeepEqual(stems(one, locale), stems(other, locale));
  });
}

test('a word without an ending that is known is kept', () => {
  assert.deepEqual(stems('Shimano Rad', 'de'), ['shimano', 'rad']);
});
