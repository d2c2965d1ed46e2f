const BASE = '/admin';
const changes = new EventTarget();

export interface Place {
  /** Below `/admin`, e.g. `/leads/1`. */
  path: string;
  query: URLSearchParams;
}

export function currentPlace(): Place {
  return {
    path: location.pathname.slice(BASE.length).replace(/\/$/, '') || '/',
    query: new URLSearchParams(location.search),
  };
}

export const href = (path: string): string => BASE + path;

export function goTo(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(undefined, '', href(path));
  else history.pushState(undefined, '', href(path));
  changes.dispatchEvent(new Event('change'));
}

/** Follows links inside the console without loading it again. Returns the function that ends it. */
export function followPlaces(listener: () => void): () => void {
  const handleClick = (event: MouseEvent): void => {
    const target = linkOf(event);
    if (!target) return;
    event.preventDefault();
    goTo(target.pathname.slice(BASE.length) + target.search);
  };
  changes.addEventListener('change', listener);
  addEventListener('popstate', listener);
  document.addEventListener('click', handleClick);
  return () => {
    changes.removeEventListener('change', listener);
    removeEventListener('popstate', listener);
    document.removeEventListener('click', handleClick);
  };
}

function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const isInside =
    link &&
    link.origin === location.origin &&
    link.pathname.startsWith(BASE) &&
    !link.hash &&
    !link.target &&
    !link.download;
  return isInside ? link : undefined;
}
