import { Command, CommanderError } from 'commander'
import metagrant from '../../package.json' with { type: 'json' }
import { finding } from '../findings/catalogue.ts'
import { findingsText } from '../findings/render/text.ts'
import { withoutTokens } from '../findings/without-tokens.ts'
import { withOwnBreakers } from '../graph/breakers.ts'
import type { Context } from './context.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import { terminalOutput } from '../terminal/output.ts'
import { USAGES } from './usage/index.ts'

/** Runs one command line (without node and script) and returns its exit code. */
export async function main(args: readonly string[], context: Context = ownContext()): Promise<ExitCode> {
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
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.error
    return internalError(error, context)
  }
}

/** A bug of ours: the stack trace shows only with METAGRANT_DEBUG, and tokens never. */
function internalError(error: unknown, { env, output }: Context): ExitCode {
  const message = withoutTokens(error instanceof Error ? error.message : String(error))
  output.err(findingsText([finding('INTERNAL_ERROR', { message })]))
  if (env['METAGRANT_DEBUG'] !== undefined && error instanceof Error)
    output.err(`${withoutTokens(error.stack ?? '')}\n`)
  return EXIT.error
}

function ownContext(): Context {
  const output = terminalOutput()
  const { progress } = output
  return { root: process.cwd(), env: process.env, output, progress, now: () => new Date() }
}

function programOf({ output }: Context): Command {
  return new Command('metagrant')
    .description('Access to Meta assets as code')
    .version(metagrant.version)
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .showHelpAfterError('(see npx metagrant --help)')
}
