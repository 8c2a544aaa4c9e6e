import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { delimiter, dirname, isAbsolute } from 'node:path'
import { callEngine, EngineSilent } from './engine-call.ts'
import { engineEnvironment, tiedOptions } from './engine-env.ts'

/** Milliseconds without progress after which an engine call is ended, unless METAGRANT_ENGINE_SECONDS says otherwise. */
const QUIET_MS = 300_000

/** The engine needs a second to start; a shorter limit would end every call. */
const SHORTEST_S = 5

/** The limit of engine calls, in milliseconds, from METAGRANT_ENGINE_SECONDS. */
export function quietMsFrom(env: NodeJS.ProcessEnv): number {
  const asked = Number(env['METAGRANT_ENGINE_SECONDS'] ?? '')
  return Number.isFinite(asked) && asked >= SHORTEST_S ? asked * 1000 : QUIET_MS
}

/** The SDK's runner, which is not part of its types. */
type CommandResult = { readonly stdout: string; readonly stderr: string; readonly code: number }
type SdkRunner = (
  args: string[],
  cwd: string,
  additionalEnv: Readonly<Record<string, string>>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
  signal?: AbortSignal,
) => Promise<CommandResult>

/**
 * The engine's program with each call under a time limit and ended with this process. The SDK's own runner has neither
 * (FACT, @pulumi/pulumi 3.270, automation/cmd.js); arguments and errors are as it makes them, and the environment is
 * only what an engine needs.
 */
export function boundedCommand(command: PulumiCommand, own: NodeJS.ProcessEnv): PulumiCommand {
  const quietMs = quietMsFrom(own)
  const run: SdkRunner = async (args, cwd, additionalEnv, onOutput, onError, signal) => {
    const env = {
      ...engineEnvironment(own),
      ...additionalEnv,
      ...pathFor(command, { ...own, ...additionalEnv }),
      NODE_OPTIONS: tiedOptions(own['NODE_OPTIONS']),
      PULUMI_AUTOMATION_API: 'true',
    }
    const all = args.includes('--non-interactive') ? args : [...args, '--non-interactive']
    const call = { program: command.command, args: all, cwd, env, onOutput, onError, signal, quietMs }
    const { out, err, code } = await callEngine(call).catch((error: unknown) => {
      if (error instanceof EngineSilent) throw error
      return { out: '', err: error instanceof Error ? error.message : String(error), code: NOT_STARTED }
    })
    return resultOf(out, err, code)
  }
  return Object.assign(Object.create(command) as PulumiCommand, { run })
}

/** What the SDK calls a program that could not be started. */
const NOT_STARTED = -2

function pathFor({ command }: PulumiCommand, env: NodeJS.ProcessEnv): { readonly PATH?: string } {
  if (!isAbsolute(command)) return {}
  // The plugins that belong to this engine come first.
  return { PATH: `${dirname(command)}${delimiter}${env['PATH'] ?? ''}` }
}

type Sdk = {
  readonly CommandResult: new (out: string, err: string, code: number) => CommandResult
  readonly createCommandError: (result: CommandResult) => Error
}

async function resultOf(out: string, err: string, code: number): Promise<CommandResult> {
  const [cmd, errors] = await Promise.all([
    import('@pulumi/pulumi/automation/cmd.js'),
    import('@pulumi/pulumi/automation/errors.js'),
  ])
  // Its callers tell errors apart by the SDK's own classes, whose maker is not part of its types.
  const { CommandResult: Result, createCommandError } = { ...cmd, ...errors } as unknown as Sdk
  const result = new Result(out, err, code)
  if (code === 0) return result
  throw createCommandError(result)
}
