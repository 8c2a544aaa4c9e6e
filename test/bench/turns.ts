import { execFile } from 'node:child_process'

/**
 * Runs commands in turn, `runs` times after one warm-up of each, with `before` before each; milliseconds of wall time, a
 * row for each turn.
 */
export async function timeInTurn(
  runs: number,
  commands: readonly Command[],
  before: () => void = () => undefined,
): Promise<number[][]> {
  const timed = (command: Command): Promise<number> => {
    before()
    return run(command)
  }
  for (const command of commands) await timed(command)
  const turns: number[][] = []
  for (let index = 0; index < runs; index += 1) {
    const turn: number[] = []
    for (const command of commands) turn.push(await timed(command))
    turns.push(turn)
  }
  return turns
}

/** One command's times out of all turns. */
export function column(turns: readonly (readonly number[])[], index: number): number[] {
  return turns.map((turn) => turn[index] ?? Number.NaN)
}

/** How much longer one command takes than another: the median of the ratios within a turn. */
export function ratioOf(turns: readonly (readonly number[])[], index: number, floor: number): number {
  return median(turns.map((turn) => (turn[index] ?? Number.NaN) / (turn[floor] ?? Number.NaN)))
}

export type Command = {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** The exit code it must end with; undefined takes any. */
  readonly exit: number | undefined
}

/** One run as a whole process: what a user waits for. Any other exit code than `exit` spoils it. */
export function run({ args, cwd, env, exit }: Command): Promise<number> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code)
      if (exit === undefined || code === exit) resolve(performance.now() - start)
      else
        reject(new Error(`Cannot measure "${args.join(' ')}" as it ended with ${code}: ${stdout}${stderr}`))
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The median of milliseconds, in seconds. */
export function secondsText(values: readonly number[]): string {
  return `${(median(values) / 1000).toFixed(2)} s`
}
