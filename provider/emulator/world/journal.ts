type JournalEntry = { readonly at: number; readonly undo: () => void; readonly redo: () => void }

/** Changes that reads can look back over; everybody sees older ones. */
const KEPT = 10_000

/**
 * Records every change of a world's maps, so that reads can see an earlier state. Source: graph-api 4.9 (LIVE-CLAIM): a
 * read right after a write may answer the earlier state.
 */
export class Journal {
  readonly #now: () => number
  #entries: JournalEntry[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** Sets one key of a map; `undefined` deletes it. */
  put<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
    const before = map.get(key)
    const store = (one: V | undefined) => (one === undefined ? map.delete(key) : map.set(key, one))
    store(value)
    this.#entries.push({ at: this.#now(), undo: () => store(before), redo: () => store(value) })
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT)
  }

  /** Runs `read` on the world at `moment` (milliseconds). `read` must not change or await anything. */
  asOf<T>(moment: number, read: () => T): T {
    const first = this.#entries.findIndex(({ at }) => at > moment)
    const recent = first === -1 ? [] : this.#entries.slice(first)
    for (const entry of recent.toReversed()) entry.undo()
    try {
      return read()
    } finally {
      for (const entry of recent) entry.redo()
    }
  }
}
