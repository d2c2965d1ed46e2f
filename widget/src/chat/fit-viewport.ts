/**
 * Keeps a full-screen panel above the on-screen keyboard; iOS shrinks only the visual viewport. As long as both are the same nothing is written: an
 * inherited property has the browser look at everything in the panel. Returns the way to stop.
 */
export function fitViewport(panel: HTMLElement): () => void {
  const viewport = globalThis.visualViewport;
  if (!viewport) return () => undefined;
  let isFitted = false;
  const fit = () => {
    const { height, offsetTop } = viewport;
    isFitted ||= offsetTop > 0 || Math.abs(height - innerHeight) >= 1;
    if (!isFitted) return;
    panel.style.setProperty('--viewport-height', `${height}px`);
    panel.style.setProperty('--viewport-top', `${offsetTop}px`);
  };
  const first = requestAnimationFrame(fit);
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    cancelAnimationFrame(first);
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}
