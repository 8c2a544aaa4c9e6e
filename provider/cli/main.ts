import { Command, CommanderError, Option } from 'commander'
import { finding } from '../findings/catalogue.ts'
import { findingsText } from '../findings/render/text.ts'
import { withoutTokens } from '../graph/without-tokens.ts'
import { overridesIn, wholeNumber, withAllowOptions, type AllowOptions } from './allow.ts'
import type { AuditOptions } from './commands/audit.ts'
import type { EmulatorOptions } from './commands/emulator.ts'
import type { OffboardOptions } from './commands/offboard.ts'
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
    .addOption(format(...FOR_GITHUB))
    .action(async (options: { format: Format }) =>
      finish(await (await import('./commands/check.ts')).check(context, options.format)),
    )
  program
    .command('doctor')
    .description('this machine, and the settings of the repository at GitHub; reads only')
    .addOption(format())
    .action(async (options: { format: Format }) =>
      finish(await (await import('./commands/doctor.ts')).doctor(context, options.format)),
    )
  program
    .command('scan')
    .description('the live estate against the files: drift, unmanaged, waiting, unknown; writes nothing')
    .argument(
      '[client...]',
      'slugs of clients, or "agency" for our own people; all of them when none is named',
    )
    .option('--all', 'every client, "agency", and assets that no file lists', false)
    .addOption(format(...FOR_GITHUB, 'markdown'))
    .action(async (names: string[], options: { all: boolean; format: Format }) =>
      finish(await (await import('./commands/scan.ts')).scan(context, { names, ...options })),
    )
  stackCommand(program, 'preview', 'the plan of each client, in words of access; writes nothing', FOR_GITHUB)
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
    .command('expire')
    .description('takes away what is past its "until", and nothing else')
    .argument('[client...]', 'slugs of clients; all of them when none is named')
    .addOption(format())
    .action(async (names: string[], options: { format: Format }) =>
      finish(await (await import('./commands/expire.ts')).expire(context, { names, ...options })),
    )
  program
    .command('offboard')
    .description('ends the relationship with a client, in the right order; shows first what that means')
    .argument('<client>', 'the slug of the client')
    .option('--reason <text>', 'why it ends')
    .option('--ticket <ticket>', 'where it was asked for')
    .option('--by <email>', 'who of us decided it')
    .option('--write', 'only write the tombstone into the file, for a pull request', false)
    .option('--yes', 'write the tombstone and end it all', false)
    .option('--plan <digest>', 'with --yes: only this plan, as it was shown')
    .addOption(format())
    .action(async (client: string, options: Omit<OffboardOptions, 'client'>) => {
      const { offboard } = await import('./commands/offboard.ts')
      finish(await offboard(context, { client, ...options }))
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
  program
    .command('audit')
    .description('who asked for each change of a client, who approved it, when it was applied')
    .argument('[client]', 'the slug of the client')
    .option('--append [file]', 'add what is final to the chain (default: access/audit/<client>.jsonl)')
    .option('--verify [file]', 'only check the chain, or all chains, from the first byte to the last')
    .addOption(
      new Option('--format <format>', 'how to print the result')
        .choices(['text', 'json', 'csv'])
        .default('text'),
    )
    .action(async (client: string | undefined, options: Omit<AuditOptions, 'client'>) => {
      const { audit } = await import('./commands/audit.ts')
      finish(await audit(context, { ...(client === undefined ? {} : { client }), ...options }))
    })
  return program
}

type StackOptions = AllowOptions & { all: boolean; format: Format; changedSince?: string }

/** What preview and apply have in common: which stacks, how far a plan may go, and how to print. */
function stackCommand(
  program: Command,
  name: string,
  description: string,
  formats: readonly Format[] = [],
): Command {
  const command = program
    .command(name)
    .description(description)
    .argument('[client...]', 'slugs of clients, or "agency" for our own people')
    .option('--all', 'every client, and "agency"', false)
    .addOption(format(...formats))
  return withAllowOptions(command)
}

/** How findings get onto a pull request: code scanning, and annotations. */
const FOR_GITHUB: readonly Format[] = ['sarif', 'github']

/** Every command prints text and JSON; `more` are the formats that fit it, too. */
function format(...more: readonly Format[]): Option {
  return new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json', ...more])
    .default('text')
}

/** A number of days, "7d" or "7". */
function days(text: string): number {
  return wholeNumber(text.replace(/d$/, ''))
}
