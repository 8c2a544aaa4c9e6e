import { Command, CommanderError } from 'commander'
import metagrant from '../../package.json' with { type: 'json' }
import { finding } from '../findings/catalogue.ts'
import { censor } from '../findings/without-secrets.ts'
import { withOwnBreakers } from '../graph/breakers.ts'
import type { Context } from './context.ts'
import { failed, FORMATS, type Format } from './report.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import { isStopped } from '../runs/wiring/stop.ts'
import { stopOnSignals } from '../runs/wiring/stop-on-signals.ts'
import { cleaned, terminalOutput } from '../terminal/output.ts'
import { USAGES } from './usage/index.ts'

/** Runs one command line (without node and script) and returns its exit code. */
export async function main(args: readonly string[], given: Context = ownContext()): Promise<ExitCode> {
  const output = cleaned(given.output, censor(given.env))
  const context = { ...given, output, progress: output.progress }
  let exit: ExitCode = EXIT.ok
  const finish = (code: ExitCode): void => {
    exit = code
  }
  const program = programOf(context)
  for (const usage of USAGES) usage(program, { context, finish, main })
  for (const command of program.commands)
    command.showHelpAfterError(`(see npx metagrant ${command.name()} --help)`)
  try {
    await withOwnBreakers(() => program.parseAsync([...args], { from: 'user' }))
    return exit !== EXIT.ok && isStopped(context) ? (context.stop?.signal.reason as ExitCode) : exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.error
    return internalError(error, args, context)
  }
}

/** A bug of ours, in the format that was asked for; the stack trace shows only with METAGRANT_DEBUG. */
function internalError(error: unknown, args: readonly string[], { env, output }: Context): ExitCode {
  const message = error instanceof Error ? error.message : String(error)
  const exit = failed(output, formatIn(args), args[0] ?? '', [finding('INTERNAL_ERROR', { message })])
  if (env['METAGRANT_DEBUG'] !== undefined && error instanceof Error) output.err(`${error.stack ?? ''}\n`)
  return exit
}

/** The format that a command line asks for. Its command has accepted it, or it would not have come to an error. */
function formatIn(args: readonly string[]): Format {
  const joined = args.find((one) => one.startsWith('--format='))?.slice('--format='.length)
  const asked = joined ?? args[args.indexOf('--format') + 1]
  return FORMATS.find((one) => one === asked) ?? 'text'
}

function ownContext(): Context {
  const output = terminalOutput()
  const { progress } = output
  const stop = stopOnSignals((text) => output.err(`${text}\n`))
  return { root: process.cwd(), env: process.env, output, progress, stop, now: () => new Date() }
}

function programOf({ output }: Context): Command {
  return new Command('metagrant')
    .description('Access to Meta assets as code')
    .version(metagrant.version)
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .showHelpAfterError('(see npx metagrant --help)')
}
