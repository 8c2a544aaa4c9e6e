import { printable } from '../findings/printable.ts'

/** Where a command writes: its result to `out`, all else to `err`, so that a result can be piped. */
export type Output = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Columns of the terminal; 80 without one. */
  readonly width: number
  /** Shows progress. On a terminal each line replaces the last; elsewhere each is a plain line. */
  readonly progress: (text: string) => void
  /** Removes the progress line before a result is printed. */
  readonly settle: () => void
  /** Prints a result that is meant to hold a secret: the tokens of the emulator. */
  readonly secret?: (text: string) => void
}

/** The same output with every text cleaned, so that no command has to think of it. */
export function cleaned(output: Output, clean: (text: string) => string): Output {
  return {
    ...output,
    out: (text) => output.out(clean(text)),
    err: (text) => output.err(clean(text)),
    progress: (text) => output.progress(clean(text)),
    secret: output.secret ?? output.out,
  }
}

const CLEAR_LINE = '\r\u001b[2K'

/** Output on the process's own streams. */
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

/** A reader may stop early (`| head -1`); that changes neither the command's work nor its exit code. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
