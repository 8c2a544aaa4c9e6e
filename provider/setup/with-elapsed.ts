const MS = 1000

/** How often the time that went by is told: on a terminal the line is replaced, elsewhere each is one more line. */
const EVERY_MS = { terminal: MS, plain: 60 * MS } as const

/** Told what is going on. A passing text is replaced by the next one where that can be done; the others are to stay. */
export type Say = (text: string, passing: boolean) => void

/** Says what is going on while `work` goes on: at once, and then again with the time that went by. */
export async function withElapsed<T>(
  text: string,
  say: Say,
  onTerminal: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now()
  say(text, true)
  const tick = (): void => say(`${text}: ${durationText(performance.now() - start)}`, true)
  const timer = setInterval(tick, onTerminal ? EVERY_MS.terminal : EVERY_MS.plain)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Milliseconds as a person says them: "0.4 s", "12 s", "4 min 6 s". */
export function durationText(ms: number): string {
  if (ms < 10 * MS) return `${(ms / MS).toFixed(1)} s`
  const seconds = Math.round(ms / MS)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
