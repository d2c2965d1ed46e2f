import { createClientId } from './client-id.ts';

/** Milliseconds. A tab frozen in the background must not keep the others from starting. */
const PATIENCE = 2000;

/** One running page. Pages of one browser share the outbox; each sends what it owns, and adopts what a page that is gone left behind. */
export interface Tab {
  readonly id: string;
  /** Runs `work` while no other tab does; it learns which owners are still there. */
  adopt(work: (isAlive: (owner: string) => boolean) => Promise<void>): Promise<void>;
  release(): void;
}

/**
 * A living tab holds a Web Lock that bears its id. Where there are none (insecure contexts, older engines) every owner counts as gone: two
 * tabs may then send the same entries, each in order, and the server keeps the first of each client id, so order and number still hold.
 */
export function createTab(scope: string): Tab {
  const id = createClientId();
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const name = (owner: string) => `${scope}/tab/${owner}`;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => {
    if (!locks) return resolve();
    locks.request(name(id), () => (resolve(), released)).catch(resolve);
  });

  async function adopt(work: (isAlive: (owner: string) => boolean) => Promise<void>): Promise<void> {
    await held;
    let begun = false;
    const alone = async () => {
      const alive = new Set((await locks?.query())?.held?.map((lock) => lock.name));
      begun = true;
      await work((owner) => alive.has(name(owner)));
    };
    try {
      await (locks ? locks.request(`${scope}/adopt`, { signal: AbortSignal.timeout(PATIENCE) }, alone) : alone());
    } catch (error) {
      if (begun) throw error;
      await work(() => false);
    }
  }
  return { id, adopt, release };
}
