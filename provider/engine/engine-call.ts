import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PROGRESS_FILE } from '../resources/run-folder.ts'
import { ENGINE_MARK, RUN_FOLDER } from '../resources/run-variables.ts'
import { endRest, endTree, signal } from './end-tree.ts'
import { recordHolder } from './holders.ts'
import { watchEngine } from './watchdog.ts'

/** One call of the engine's program. */
export type EngineCall = {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly onOutput?: ((text: string) => void) | undefined
  readonly onError?: ((text: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Milliseconds without any sign of progress after which the call is ended. */
  readonly quietMs: number
}

export type EngineAnswer = { readonly out: string; readonly err: string; readonly code: number }

/** The engine showed no progress for too long and was ended. */
export class EngineSilent extends Error {
  readonly call: string
  readonly seconds: number

  constructor(call: string, quietMs: number) {
    super(`${call} showed no progress`)
    this.name = 'EngineSilent'
    this.call = call
    this.seconds = Math.round(quietMs / 1000)
  }
}

/** The engines at work, by the folder of their run. */
const engines = new Map<string, number>()

/** The process of the engine that works on a run now. */
export function engineOf(runFolder: string): number | undefined {
  return engines.get(runFolder)
}

/** How often the signs of progress are looked at, as a share of the limit. */
const LOOKS = 10

/**
 * Runs the engine in a session of its own, which ends with this process whatever ends this one (`watchdog.ts`), and
 * whose plugins end with the engine whatever ends that. Progress is output, an event of the engine, or a request of one
 * of its providers to Meta: a long apply goes on, and one that waits for a lock of a database for ever does not. Throws
 * EngineSilent.
 */
export async function callEngine(call: EngineCall): Promise<EngineAnswer> {
  const { program, args, cwd, env, quietMs } = call
  const mark = randomUUID()
  const watch = watchEngine(mark)
  const child = spawn(program, args, {
    cwd,
    env: { ...env, [ENGINE_MARK]: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const folder = env[RUN_FOLDER] ?? ''
  const { pid } = child
  if (pid !== undefined) {
    watch.started(pid)
    engines.set(folder, pid)
  }
  const recorded = recordHolder(env['PULUMI_BACKEND_URL'] ?? '', pid, folder).catch(() => undefined)
  const output = { out: '', err: '' }
  let lastSign = Date.now()
  const listen = (stream: 'out' | 'err', tell: ((text: string) => void) | undefined) => (text: string) => {
    lastSign = Date.now()
    output[stream] += text
    tell?.(text)
  }
  child.stdout.setEncoding('utf8').on('data', listen('out', call.onOutput))
  child.stderr.setEncoding('utf8').on('data', listen('err', call.onError))
  // Its plugins are not asked: they finish what they have begun.
  const interrupt = (): void => {
    if (pid !== undefined) signal(pid, 'SIGINT')
  }
  if (call.signal?.aborted === true) interrupt()
  call.signal?.addEventListener('abort', interrupt)

  let silent = false
  const endIfSilent = async (): Promise<void> => {
    lastSign = Math.max(lastSign, await lastChange(filesOf(args, env)))
    if (silent || Date.now() - lastSign < quietMs) return
    silent = true
    await endTree({ mark, pid })
  }
  const look = setInterval(() => {
    void endIfSilent()
  }, quietMs / LOOKS)
  let rest: Promise<void> | undefined
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      // An engine that was killed leaves its plugins, which may hold its streams open. Its id may be another's by now.
      child.on('exit', () => {
        engines.delete(folder)
        rest = endRest({ mark, pid: undefined })
      })
      child.on('close', (status) => resolve(status ?? -1))
    })
    await rest
    if (silent) throw new EngineSilent(nameOf(args), quietMs)
    return { ...output, code }
  } finally {
    clearInterval(look)
    watch.ended()
    engines.delete(folder)
    await (
      await recorded
    )?.()
  }
}

/** The call for people: its words without options, which may hold a URL with a password. */
function nameOf(args: readonly string[]): string {
  const end = args.findIndex((arg) => arg.startsWith('-'))
  return ['pulumi', ...args.slice(0, end === -1 ? args.length : end)].join(' ')
}

/** The files that grow while the engine or a provider works. */
function filesOf(args: readonly string[], env: NodeJS.ProcessEnv): string[] {
  const log = args.indexOf('--event-log')
  const events = log === -1 ? undefined : args[log + 1]
  const folder = env[RUN_FOLDER]
  return [
    ...(events === undefined ? [] : [events]),
    ...(folder === undefined || folder === '' ? [] : [join(folder, PROGRESS_FILE)]),
  ]
}

async function lastChange(files: readonly string[]): Promise<number> {
  const times = files.map((file) =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  )
  return Math.max(0, ...(await Promise.all(times)))
}
