type JournalEntry = { readonly at: number; readonly undo: () => void; readonly redo: () => void }

/** Changes that are kept for looking back; older ones count as seen by everybody. */
const KEPT = 10_000

/**
 * Every change of a world's maps goes through its journal, so that the world can be read as it was some time ago.
 * Source: LIVE-CLAIM (graph-api 4.9): a read right after a write may answer what was there before.
 */
export class Journal {
  readonly #now: () => number
  #entries: JournalEntry[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** Sets or, with `undefined`, deletes one key of a map. */
  put<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
    const before = map.get(key)
    const store = (one: V | undefined) => (one === undefined ? map.delete(key) : map.set(key, one))
    store(value)
    this.#entries.push({ at: this.#now(), undo: () => store(before), redo: () => store(value) })
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT)
  }

  /** What `read` answers on the world as it was at `moment` (milliseconds). `read` must not change or await anything. */
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
