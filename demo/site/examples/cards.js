import { createFakeChat } from '@agent-chat/sdk/testing';

const element = document.querySelector('agent-chat');
element.chat = createFakeChat({
  messages: [
    {
      text: 'Two of our services fit.',
      blocks: [
        {
          type: 'cards',
          cards: [
            {
              id: 'tune-up',
              title: 'Tune-up',
              text: 'Brakes, gears and screws',
              price: 'from €49',
              action: { value: 'tune-up', label: 'Book it' },
            },
            { id: 'wash', title: 'Wash', text: 'By hand, the chain too', price: '€20', url: '/services/' },
          ],
        },
        { type: 'choices', style: 'quick-replies', choices: [{ value: 'quick', label: 'Which one is quicker?' }] },
      ],
      citations: [{ title: 'Price list', url: '/services/' }],
    },
  ],
});
await customElements.whenDefined('agent-chat');
element.open();
