/** Runs things side by side, and some of them alone. */
export type SideBySide = {
  readonly together: <T>(run: () => Promise<T>) => Promise<T>
  /** Waits for all others to end, and lets none begin meanwhile. */
  readonly alone: <T>(run: () => Promise<T>) => Promise<T>
}

export function sideBySide(): SideBySide {
  const atWork = new Set<Promise<unknown>>()
  let last: Promise<unknown> = Promise.resolve()

  const begun = <T>(run: () => Promise<T>): Promise<T> => {
    const work = run()
    atWork.add(work)
    const end = (): void => void atWork.delete(work)
    work.then(end, end)
    return work
  }
  return {
    together: async (run) => {
      await last
      return begun(run)
    },
    alone: (run) => {
      const turn = last.then(async () => {
        await Promise.allSettled(atWork)
        return run()
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
