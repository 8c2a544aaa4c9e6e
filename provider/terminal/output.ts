import { printable } from '../findings/printable.ts'

/** Where a command writes: its result to `out`, all else to `err`, so that a result can be piped. */
export type Output = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number
  /** Says what is going on. On a terminal the line is replaced by the next one; elsewhere each is a plain line. */
  readonly progress: (text: string) => void
  /** Takes the progress line away before a result is printed. */
  readonly settle: () => void
}

const CLEAR_LINE = '\r\u001b[2K'

/** The process's own streams. */
export function terminalOutput(streams: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process): Output {
  const { stdout, stderr } = streams
  for (const stream of [stdout, stderr]) stream.on('error', unlessUnread)
  let open = false
  const settle = (): void => {
    if (open) stderr.write(CLEAR_LINE)
    open = false
  }
  return {
    width: Math.max(40, Math.min(stdout.columns || 80, 120)),
    out: (text) => {
      settle()
      stdout.write(text)
    },
    err: (text) => {
      settle()
      stderr.write(text)
    },
    progress: (text) => {
      if (!stderr.isTTY) stderr.write(`${printable(text)}\n`)
      else stderr.write(`${CLEAR_LINE}${printable(text).slice(0, (stderr.columns || 80) - 1)}`)
      open = stderr.isTTY
    },
    settle,
  }
}

/** Whoever reads may stop before the end (`| head -1`): that changes neither what a command does nor how it exits. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
