import type { EmulateOptions } from '../commands/emulator.ts'
import { wholeNumber } from './allow.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const emulatorUsage: Usage = (program, { context, finish }) => {
  program
    .command('emulator')
    .description('serves a local Graph API and prints its URL and tokens')
    .option('--estate <file>', 'estate to serve, JSON or YAML (docs/estate.md); default: the example agency')
    .option('--port <number>', 'port on 127.0.0.1; 0 picks a free one', wholeNumber, 0)
    .option('--latency <ms>', 'minimum time of every answer, in milliseconds', wholeNumber, 0)
    .option('--faults <file>', 'faults to inject, JSON or YAML (docs/estate.md)')
    .addOption(format())
    .action(async (options: EmulateOptions) =>
      finish(await (await import('../commands/emulator.ts')).emulator(context, options)),
    )
}
