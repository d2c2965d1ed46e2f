const QUIET = 200;

/** Tells each id once, a moment after it changed first: a busy conversation does not flood the lists. */
export function createChangeTeller(tell: (id: string) => void): { add(id: string): void; stop(): void } {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const ids = [...changed];
    changed.clear();
    ids.forEach(tell);
  }

  return {
    add(id) {
      changed.add(id);
      timer ??= setTimeout(flush, QUIET);
    },
    stop: () => clearTimeout(timer),
  };
}
