interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GroupCommit<Job, Result> {
  /** Resolves when the job is committed, in order of submission. */
  submit(job: Job): Promise<Result>;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

const LARGEST_GROUP = 500;

/**
 * Concurrent jobs share one `write`, which resolves when it is committed. One flush at a time, begun on the next tick: while it runs the next
 * group gathers, so groups grow with the load and a lone job waits for nobody. A group that fails is tried again job by job, so that one bad
 * job fails alone.
 */
export function createGroupCommit<Job, Result>(write: (jobs: Job[]) => Promise<Result[]>): GroupCommit<Job, Result> {
  let waiting: Waiting<Job, Result>[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      await commit(group);
    }
    flushing = undefined;
  }

  async function commit(group: Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await write(group.map(({ job }) => job));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const one of group) await commit([one]);
    }
  }

  return {
    submit(job) {
      return new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        flushing ??= flush();
      });
    },
    async idle() {
      while (flushing) await flushing;
    },
  };
}
