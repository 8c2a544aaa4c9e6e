import type { Format } from '../report.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const continueUsage: Usage = (program, { context, finish }) => {
  program
    .command('continue')
    .description('gives what was approved for later and can be given now, and nothing else')
    .argument('[client...]', 'slugs of clients; default: all')
    .addOption(format())
    .action(async (names: string[], options: { format: Format }) =>
      finish(await (await import('../commands/continue.ts')).continueLater(context, { names, ...options })),
    )
}
