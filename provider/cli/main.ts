import { Command, CommanderError, Option } from 'commander'
import { finding } from '../findings/catalogue.ts'
import { findingsText } from '../findings/render/text.ts'
import { withoutTokens } from '../graph/without-tokens.ts'
import { overridesIn, wholeNumber, withAllowOptions, type AllowOptions } from './allow.ts'
import type { EmulatorOptions } from './commands/emulator.ts'
import type { ImportOptions } from './commands/import.ts'
import type { ReviewOptions } from './commands/review.ts'
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
  stackCommand(program, 'preview', 'the plan of each client, in words of access; writes nothing')
    .option('--changed-since <ref>', 'the clients whose access the files change since a commit')
    .action(async (names: string[], options: StackOptions) => {
      const { preview } = await import('./commands/preview.ts')
      finish(await preview(context, { names, ...options, overrides: overridesIn(options) }))
    })
  stackCommand(program, 'apply', 'makes it so')
    .option('--plan <digest>', 'apply only this plan, as preview showed it')
    .action(async (names: string[], options: StackOptions & { plan?: string }) => {
      const { apply } = await import('./commands/apply.ts')
      finish(await apply(context, { names, ...options, overrides: overridesIn(options) }))
    })
  program
    .command('import')
    .description("writes a client's file for what exists today, or what differs into the file it has")
    .argument('<client>', 'slug of the client, the name of its file')
    .requiredOption('--business <id>', 'Business ID of the client')
    .option('--package <name>', 'service package of a new file; default: the one that fits best')
    .option('--add-people', 'adds those of our Business who hold access and whom agency.yaml lacks', false)
    .addOption(format())
    .action(async (client: string, options: ImportOptions) => {
      const { importCommand } = await import('./commands/import.ts')
      finish(await importCommand(context, client, options))
    })
  program
    .command('review')
    .description('what to look at in the access of clients, and the change proposed for it')
    .argument('[client...]', 'slugs of clients; all when none is named')
    .option('--all', 'every client', false)
    .addOption(
      new Option('--expiring <days>', 'only what ends within so many days, such as 7d').argParser(days),
    )
    .addOption(
      new Option('--write', 'edit the files, and record the day and the reviewer')
        .default(false)
        .conflicts('expiring'),
    )
    .option('--by <email>', 'who reviewed')
    .addOption(format('markdown'))
    .action(async (names: string[], options: Omit<ReviewOptions, 'names'>) => {
      const { review } = await import('./commands/review.ts')
      finish(await review(context, { names, ...options }))
    })
  return program
}

type StackOptions = AllowOptions & { all: boolean; format: Format; changedSince?: string }

/** What preview and apply have in common: which stacks, how far a plan may go, and how to print. */
function stackCommand(program: Command, name: string, description: string): Command {
  const command = program
    .command(name)
    .description(description)
    .argument('[client...]', 'slugs of clients, or "agency" for our own people')
    .option('--all', 'every client, and "agency"', false)
    .addOption(format())
  return withAllowOptions(command)
}

function format(...others: readonly string[]): Option {
  return new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json', ...others])
    .default('text')
}

/** A number of days, "7d" or "7". */
function days(text: string): number {
  return wholeNumber(text.replace(/d$/, ''))
}
