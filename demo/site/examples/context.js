const chat = document.querySelector('agent-chat');

document.querySelector('select').onchange = ({ target }) => {
  chat.context = { product: target.value, inStock: target.value === 'harbour-7' };
};
