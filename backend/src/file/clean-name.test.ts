import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanName } from './clean-name.ts';

const CASES: [name: string, type: string, clean: string][] = [
  ['invoice.pdf', 'application/pdf', 'invoice.pdf'],
  ['Счёт № 5.PDF', 'application/pdf', 'Счёт № 5.PDF'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['..\\..\\windows\\win.ini', 'text/plain', 'win.ini'],
  ['/etc/cron.d/x', 'text/plain', 'x.txt'],
  ['....//....//x.png', 'image/png', 'x.png'],
  ['..', 'image/png', 'file.png'],
  ['', 'image/png', 'file.png'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['photo.exe', 'image/png', 'photo.exe.png'],
  ['run.bat', 'text/plain', 'run.bat.txt'],
  ['page.html', 'text/plain', 'page.html.txt'],
  ['photo\u202Egnp.exe', 'image/png', 'photognp.exe.png'],
  ['a\u0000b\r\nc\u0007.png', 'image/png', 'abc.png'],
  ['con<script>:"|?*.png', 'image/png', 'con_script______.png'],
  ['zero\u200Bwidth.png', 'image/png', 'zerowidth.png'],
  ['lone\uD800.png', 'image/png', 'lone\uFFFD.png'],
  ['  spaced   out . .png  ', 'image/png', 'spaced out ..png'],
  ['<img src=x onerror=alert(1)>.png', 'image/png', '_img src=x onerror=alert(1)_.png'],
];

test('a name keeps what people read, and loses what machines could trip over', () => {
  for (const [name, type, clean] of CASES) assert.equal(cleanName(name, type), clean, JSON.stringify(name));
});

test('a long name is cut at a letter, before its ending', () => {
  const clean = cleanName(`${'ф'.repeat(400)}.pdf`, 'application/pdf');
  assert.equal(Buffer.byteLength(clean), 254);
  assert.match(clean, /^ф+\.pdf$/);
});

test('whatever the name, it is one segment of at most 255 bytes with the right ending', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 600 }));
  fc.assert(
    fc.property(anything, (name) => {
      const clean = cleanName(name, 'application/pdf');
      assert.match(clean, /^[^\\/<>:"|?*\p{Cc}\p{Cf}]+\.pdf$/iu);
      assert.ok(Buffer.byteLength(clean) <= 255 && !clean.startsWith('.'));
      assert.equal(cleanName(clean, 'application/pdf'), clean);
    }),
  );
});
