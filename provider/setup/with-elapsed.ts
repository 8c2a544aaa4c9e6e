const MS = 1000

/** Interval of progress in milliseconds: a terminal replaces the line, elsewhere each is another line. */
const EVERY_MS = { terminal: MS, plain: 60 * MS } as const

/** Shows a text. The next one replaces a `passing` text where possible; others stay. */
export type Say = (text: string, passing: boolean) => void

/** Shows what `work` does while it runs: at once, and then again with the elapsed time. */
export async function withElapsed<T>(
  doing: string | (() => string),
  say: Say,
  onTerminal: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now()
  const text = (): string => (typeof doing === 'string' ? doing : doing())
  say(text(), true)
  const tick = (): void => say(`${text()}: ${durationText(performance.now() - start)}`, true)
  const timer = setInterval(tick, onTerminal ? EVERY_MS.terminal : EVERY_MS.plain)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Milliseconds in words: "0.4 s", "12 s", "4 min 6 s". */
export function durationText(ms: number): string {
  if (ms < 10 * MS) return `${(ms / MS).toFixed(1)} s`
  const seconds = Math.round(ms / MS)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
