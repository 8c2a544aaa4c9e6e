import type { Format } from '../report.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const expireUsage: Usage = (program, { context, finish }) => {
  program
    .command('expire')
    .description('revokes access past its "until", and nothing else')
    .argument('[client...]', 'slugs of clients; default: all')
    .addOption(format())
    .action(async (names: string[], options: { format: Format }) =>
      finish(await (await import('../commands/expire.ts')).expire(context, { names, ...options })),
    )
}
