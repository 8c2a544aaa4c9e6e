import { execFile } from 'node:child_process'

export type Timed = { readonly ours: number; readonly floor: number }

/** Runs two commands in turn, `runs` times after one warm-up of each, with `before` before each; milliseconds of wall time. */
export async function timePairs(
  runs: number,
  ours: Command,
  floor: Command,
  before: () => void = () => undefined,
): Promise<Timed[]> {
  const timed = (command: Command): Promise<number> => {
    before()
    return run(command)
  }
  await timed(ours)
  await timed(floor)
  const pairs: Timed[] = []
  for (let index = 0; index < runs; index += 1)
    pairs.push({ ours: await timed(ours), floor: await timed(floor) })
  return pairs
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
