import type { FormBlock } from '@agent-chat/sdk/protocol';
import { expect } from '@open-wc/testing';
import { message } from '../../../testing/fake-chat.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { openChat, type OpenedChat } from '../../../testing/open-chat.ts';

const form: FormBlock = {
  type: 'form',
  id: 'booking',
  submit: 'Book',
  fields: [
    { name: 'name', kind: 'name', label: 'Your name' },
    { name: 'email', kind: 'email', label: 'E-mail', optional: true },
    { name: 'phone', kind: 'phone', label: 'Phone', country: 'IE' },
    { name: 'guests', kind: 'number', label: 'How many bikes?', min: 1, max: 8 },
    { name: 'day', kind: 'date', label: 'Which day?', min: '2026-11-25' },
    { name: 'stars', kind: 'rating', label: 'How urgent?', max: 5 },
    {
      name: 'size',
      kind: 'select',
      label: 'Which kind?',
      options: [
        { value: 'city', label: 'City bike' },
        { value: 'cargo', label: 'Cargo bike' },
      ],
    },
    { name: 'consent', kind: 'consent', label: 'You may store this to call me back.' },
  ],
};
const question = message({ seq: 1, text: 'Please tell me:', blocks: [form] });

describe('a form', () => {
  let page: OpenedChat;

  beforeEach(async () => {
    page = await openChat({ messages: [question] });
    await page.find('.form');
  });
  afterEach(() => page.remove());

  const control = (name: string) => page.query<HTMLInputElement>(`.form [name=${name}]`)!;

  it('keeps what is typed, and the focus, when the language changes', async () => {
    const name = control('name');
    name.focus();
    name.value = 'Olga';
    page.element.setAttribute('locale', 'ru');
    await waitUntil(() => page.query('.form')!.textContent!.includes('необязательно'), 'the form speaks Russian');
    expect(control('name')).to.equal(name);
    expect(name.value).to.equal('Olga');
    expect(page.root.activeElement).to.equal(name);
  });
  const submit = () => page.query('.form .button')!.click();

  async function fill(): Promise<void> {
    control('name').value = 'Anna Berg';
    control('phone').value = '087 123 4567';
    control('guests').value = '2';
    control('day').value = '2026-12-01';
    page.query<HTMLInputElement>('.star [value="4"]')!.checked = true;
    control('size').value = 'cargo';
    control('consent').checked = true;
  }

  it('has a button that looks like one before any view has been opened', () => {
    expect(getComputedStyle(page.query('.form .button')!).minHeight).to.equal('44px');
  });

  it('goes out with a summary that people read', async () => {
    await fill();
    submit();
    const [[, text, options]] = page.asked('send') as [[string, string, { form: object }]];
    expect(text).to.equal(
      'Your name: Anna Berg\nPhone: +353 087 123 4567\nHow many bikes?: 2\nWhich day?: December 1, 2026\n' +
        'How urgent?: 4/5\nWhich kind?: Cargo bike\nI agree',
    );
    expect(options.form).to.deep.equal({
      messageId: 'm1',
      values: {
        name: 'Anna Berg',
        email: '',
        phone: '+353 087 123 4567',
        guests: '2',
        day: '2026-12-01',
        stars: '4',
        size: 'cargo',
        consent: 'yes',
      },
    });
  });

  it('says what is missing or wrong, and goes to the first of it', async () => {
    await fill();
    control('guests').value = '9';
    control('email').value = 'anna';
    control('consent').checked = false;
    submit();
    await page.find('.field-error');
    expect(page.texts('.field-error')).to.deep.equal([
      'This is not a mail address yet',
      'Please stay between 1 and 8',
      'We can only go on with your agreement',
    ]);
    expect(page.root.activeElement).to.equal(control('email'));
    expect(page.asked('send')).to.deep.equal([]);
    control('email').value = 'anna@example.com';
    control('email').dispatchEvent(new InputEvent('input', { bubbles: true }));
  });

  it('believes a country that is written out', async () => {
    await fill();
    control('phone').value = '+49 151 23456789';
    submit();
    const [[, , options]] = page.asked('send') as [[string, string, { form: { values: { phone: string } } }]];
    expect(options.form.values.phone).to.equal('+49 151 23456789');
  });

  it('is gone once something has been said', async () => {
    page.chat.add(message({ seq: 2, role: 'visitor', text: 'Never mind' }));
    const before = performance.now();
    while (page.query('.form') && performance.now() - before < 3000) await new Promise(requestAnimationFrame);
    expect(page.query('.form')).to.equal(null);
  });

  it('shows what the server did not take', async () => {
    const [name, ...rest] = form.fields;
    const again = { ...form, fields: [{ ...name!, value: '123', error: 'This does not look right' }, ...rest] };
    page.remove();
    page = await openChat({ messages: [message({ seq: 1, text: 'Once more:', blocks: [again] })] });
    await page.find('.field-error');
    expect(control('name').value).to.equal('123');
    expect(page.texts('.field-error')).to.deep.equal(['This does not look right']);
  });

  it('has nothing for axe to complain of, also with faults', async () => {
    expect(await page.faults()).to.deep.equal([]);
    submit();
    await page.find('.field-error');
    expect(await page.faults()).to.deep.equal([]);
  });
});
