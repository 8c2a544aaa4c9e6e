import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { finding } from '../findings/catalogue.ts'
import { findingsText } from '../findings/render/text.ts'
import { withoutTokens } from '../graph/graph-error.ts'
import type { EmulatorOptions } from './commands/emulator.ts'
import type { Context } from './context.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { terminalOutput, type Format } from './output.ts'

/** Runs one command line (without node and script) and answers with its exit code. */
export async function main(args: readonly string[], context: Context = ownContext()): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok
  const finish = (code: ExitCode): void => {
    exit = code
  }
  const program = commands(context, finish)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.error
    return internalError(error, context)
  }
}

/** A bug of ours: no stack trace reaches a user who did not ask for it, and no token reaches anybody. */
function internalError(error: unknown, { env, output }: Context): ExitCode {
  const message = withoutTokens(error instanceof Error ? error.message : String(error))
  output.err(findingsText([finding('INTERNAL_ERROR', { message })]))
  if (env['METAGRANT_DEBUG'] !== undefined && error instanceof Error)
    output.err(`${withoutTokens(error.stack ?? '')}\n`)
  return EXIT.error
}

function ownContext(): Context {
  return { root: process.cwd(), env: process.env, output: terminalOutput(), now: () => new Date() }
}

/** Each command is loaded when it is called: `check` answers at once because it never waits for the engine's SDK. */
function commands(context: Context, finish: (code: ExitCode) => void): Command {
  const { output } = context
  const program = new Command('metagrant')
    .description('Access to Meta assets as code')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .showHelpAfterError('(see metagrant --help)')
  program
    .command('demo')
    .description('the whole story on the emulator and the real engine')
    .action(async () => finish(await (await import('./commands/demo.ts')).demo(context, main)))
  program
    .command('emulator')
    .description('serves a local Graph API and prints its URL and tokens')
    .option(
      '--estate <file>',
      'the world it holds, JSON or YAML (docs/estate.md); default: the example agency',
    )
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber, 0)
    .option('--latency <ms>', 'milliseconds that every answer takes at least', wholeNumber, 0)
    .option('--faults <file>', 'what goes wrong, JSON or YAML (docs/estate.md)')
    .addOption(format())
    .action(async (options: EmulatorOptions) =>
      finish(await (await import('./commands/emulator.ts')).emulator(context, options)),
    )
  program
    .command('check')
    .description('files and state rules, offline')
    .addOption(format())
    .action(async (options: { format: Format }) =>
      finish(await (await import('./commands/check.ts')).check(context, options.format)),
    )
  program
    .command('preview')
    .description('the plan of each client, in words of access; writes nothing')
    .argument('[client...]', 'slugs of clients, or "agency" for our own people')
    .option('--all', 'every client, and "agency"', false)
    .option('--changed-since <ref>', 'the clients whose access the files change since a commit')
    .addOption(format())
    .action(async (names: string[], options: { all: boolean; format: Format; changedSince?: string }) =>
      finish(await (await import('./commands/preview.ts')).preview(context, { names, ...options })),
    )
  program
    .command('apply')
    .description('makes it so')
    .argument('[client...]', 'slugs of clients, or "agency" for our own people')
    .option('--all', 'every client, and "agency"', false)
    .option('--plan <digest>', 'apply only this plan, as preview showed it')
    .addOption(format())
    .action(async (names: string[], options: { all: boolean; format: Format; plan?: string }) =>
      finish(await (await import('./commands/apply.ts')).apply(context, { names, ...options })),
    )
  return program
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text))
    throw new InvalidArgumentError(`It must be a whole number: current value is "${text}".`)
  return Number(text)
}

function format(): Option {
  return new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text')
}
