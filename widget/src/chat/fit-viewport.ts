/** Keeps a full-screen panel above the on-screen keyboard; iOS shrinks only the visual viewport. Returns the way to stop. */
export function fitViewport(panel: HTMLElement): () => void {
  const viewport = globalThis.visualViewport;
  if (!viewport) return () => undefined;
  const fit = () => {
    panel.style.setProperty('--viewport-height', `${viewport.height}px`);
    panel.style.setProperty('--viewport-top', `${viewport.offsetTop}px`);
  };
  fit();
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}
