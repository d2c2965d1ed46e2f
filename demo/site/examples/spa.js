const views = { bikes: 'Twelve bicycles stand here.', visit: 'Harbour Street 12, from nine to six.' };
const main = document.querySelector('main');
const chat = document.createElement('agent-chat');

function draw() {
  const view = new URLSearchParams(location.search).get('view');
  const text = document.createElement('p');
  text.textContent = views[view] ?? 'Where to?';
  // The tag is moved into what is new, and keeps its chat.
  main.replaceChildren(text, chat);
}

document.querySelector('nav').onclick = (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  draw();
};
addEventListener('popstate', draw);
draw();
